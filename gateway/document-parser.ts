import { GraphQLError, Lexer, Source, TokenKind, parse } from 'graphql';
import type { DocumentNode } from 'graphql';

/** Most tokens of a document. */
export const maxTokens = 50_000;

/** Most brackets within one another: far beyond any use, and far from what would exhaust the stack of a parser. */
const maxNesting = 200;

/** Most fragments of a document, for the same reason: each may lead to the next. */
const maxFragments = 1_000;

/** Parses a document within bounds. Throws GraphQLError GRAPHQL_PARSE_FAILED or a syntax error without a code. */
export function parseDocument(text: string): DocumentNode {
  refuseDeepNesting(text);
  return parse(text, { maxTokens });
}

/** Throws GraphQLError GRAPHQL_PARSE_FAILED for a document that parser and validation, which recurse, cannot hold. */
export function refuseDeepNesting(text: string): void {
  // Strings and comments count here: nearly every document has too little even so to be looked at closely.
  if (countOf(/[{[(]/g, text) <= maxNesting && countOf(/\bfragment\b/g, text) <= maxFragments) return;
  const { nesting, fragments } = shapeOf(text);
  if (nesting <= maxNesting && fragments <= maxFragments) return;
  throw new GraphQLError('The document is nested too deeply.', { extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
}

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0;
}

/** The most brackets within one another, and how many fragments are defined. */
function shapeOf(text: string): { readonly nesting: number; readonly fragments: number } {
  const lexer = new Lexer(new Source(text));
  let open = 0;
  let nesting = 0;
  let fragments = 0;
  try {
    for (let tokens = 0; tokens < maxTokens; tokens++) {
      const token = lexer.advance();
      switch (token.kind) {
        case TokenKind.EOF:
          return { nesting, fragments };
        case TokenKind.BRACE_L:
        case TokenKind.BRACKET_L:
        case TokenKind.PAREN_L:
          nesting = Math.max(nesting, ++open);
          break;
        case TokenKind.BRACE_R:
        case TokenKind.BRACKET_R:
        case TokenKind.PAREN_R:
          open--;
          break;
        case TokenKind.NAME:
          // Within brackets it is a name like any other.
          if (open === 0 && token.value === 'fragment') fragments++;
      }
    }
  } catch {
    // The parser says better what is wrong; up to there the document counts.
  }
  return { nesting, fragments };
}
