import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../gateway/document-parser.ts';

describe('a document', () => {
  it('is nested so deep and no deeper, whatever its strings and comments hold', () => {
    const nested = (levels: number): string => `${'{ a '.repeat(levels)}${'}'.repeat(levels)}`;
    expect(parseDocument(nested(200)).kind).toBe('Document');
    expect(() => parseDocument(nested(201))).toThrow('The document is nested too deeply.');
    expect(() => parseDocument('{ a '.repeat(100_000))).toThrow('The document is nested too deeply.');
    expect(parseDocument(`{ a(b: "${'{'.repeat(500)}") } # ${'['.repeat(500)}`).kind).toBe('Document');
  });

  it('has so many tokens and no more', () => {
    expect(() => parseDocument(`{ ${'a '.repeat(50_000)}}`)).toThrow('50000 tokens');
  });

  it('is told its syntax error also where it has many brackets', () => {
    expect(() => parseDocument(`{ ${'a { b } '.repeat(300)} ? }`)).toThrow('Syntax Error');
  });
});
