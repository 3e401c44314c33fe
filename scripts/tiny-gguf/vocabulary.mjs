// A small SentencePiece vocabulary: the bytes, a few hundred English words with all their beginnings, characters.

const words =
  `the of and to a in is it you that he was for on are with as his they be at one have this from or had by hot but some
  what there we can out other were all your when up use word how said an each she which do their time if will way about
  many then them would write like so these her long make thing see him two has look more day could go come did my sound
  no most number who over know water than call first people may down side been now find any new work part take get place
  made live where after back little only round man year came show every good me give our under name very through just
  form much great think say help low line before turn cause same mean differ move right boy old too does tell sentence
  set three want air well also play small end put home read hand port large spell add even land here must big high such
  follow act why ask men change went light kind off need house picture try us again animal point mother world near build
  self earth father head stand own page should country found answer school grow study still learn plant cover food sun
  four thought let keep eye never last door between city tree cross since hard start might story saw far sea draw left
  late run while press close night real life few stop open seem together next white children begin got walk example ease
  paper often always music those both mark book letter until mile river car feet care second group carry took rain eat
  room friend began idea fish mountain north once base hear horse cut sure watch color face wood main enough plain girl
  usual young ready above ever red list though feel talk bird soon body dog family direct leave song measure state
  product black short class wind question happen complete ship area half rock order fire south problem piece told knew
  pass farm top whole king size heard best hour better true during remember step early hold west ground interest reach
  fast five sing listen six table travel less morning ten simple several toward war hello model please thanks yes`.split(
    /\s+/,
  );

const characters = 'etaoinshrdlucmfwypvbgkjqxzETAOINSHRDLUCMFWYPVBGKJQXZ0123456789.,!?\'"-:;()/';

/** How SentencePiece writes the space before a word. */
const space = '\u2581';

/** Kinds of tokens, as `tokenizer.ggml.token_type` has them. */
const kind = { normal: 1, unknown: 2, control: 3, byte: 6 };

/**
 * @returns {{
 *   tokens: string[], scores: number[], kinds: number[], wholeWords: Set<number>, punctuation: Set<number>,
 *   beginOfText: number, endOfText: number, endOfTurn: number, unknown: number,
 * }}
 */
export function makeVocabulary() {
  const tokens = [];
  const scores = [];
  const kinds = [];
  const ids = new Map();
  let rank = 0;

  function add(token, tokenKind) {
    const known = ids.get(token);
    if (known !== undefined) return known;
    ids.set(token, tokens.length);
    tokens.push(token);
    scores.push(tokenKind === kind.normal ? -++rank : 0);
    kinds.push(tokenKind);
    return tokens.length - 1;
  }

  const unknown = add('<unk>', kind.unknown);
  const beginOfText = add('<s>', kind.control);
  const endOfText = add('</s>', kind.control);
  for (let byte = 0; byte < 256; byte++) {
    add(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`, kind.byte);
  }
  add('<|im_start|>', kind.control);
  const endOfTurn = add('<|im_end|>', kind.control);
  const wholeWords = new Set();
  for (const word of words) {
    // SentencePiece merges pairs upwards: a piece one of whose beginnings is no token can never be reached.
    for (let length = 2; length <= word.length + 1; length++) {
      const id = add((space + word).slice(0, length), kind.normal);
      if (length === word.length + 1) wholeWords.add(id);
    }
  }
  for (const character of space + characters) add(character, kind.normal);
  const punctuation = new Set([...'.,?!'].map((character) => ids.get(character)));
  return { tokens, scores, kinds, wholeWords, punctuation, beginOfText, endOfText, endOfTurn, unknown };
}
