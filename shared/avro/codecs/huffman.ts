// Huffman codes as bzip2 wants them: canonical, each symbol of the alphabet with a code of at most 17 bits.

const maxLength = 17;

/** Code lengths from how often each symbol occurs. */
export function huffmanLengths(symbols: Iterable<number>, alphabet: number): readonly number[] {
  let weights = Array.from({ length: alphabet }, () => 1);
  for (const symbol of symbols) weights[symbol] = (weights[symbol] ?? 0) + 1;
  for (;;) {
    const lengths = treeDepths(weights);
    if (Math.max(...lengths) <= maxLength) return lengths;
    // Flatter weights make a flatter tree.
    weights = weights.map(weight => (weight >>> 2) + 1);
  }
}

/** The codes that go with the lengths: rising in order of length, then of symbol. */
export function huffmanCodes(lengths: readonly number[]): readonly number[] {
  const codes = lengths.map(() => 0);
  let code = 0;
  for (let length = 1; length <= maxLength; length++) {
    for (const [symbol, own] of lengths.entries()) if (own === length) codes[symbol] = code++;
    code <<= 1;
  }
  return codes;
}

interface Node {
  readonly weight: number;
  readonly symbols: readonly number[];
}

/** Joins the two lightest nodes until one is left; each join makes the codes of its symbols a bit longer. */
function treeDepths(weights: readonly number[]): readonly number[] {
  const depths = weights.map(() => 0);
  const nodes: Node[] = weights.map((weight, symbol) => ({ weight, symbols: [symbol] }));
  nodes.sort((a, b) => b.weight - a.weight);
  for (let light = nodes.pop(), other = nodes.pop(); light && other;) {
    const symbols = [...light.symbols, ...other.symbols];
    for (const symbol of symbols) depths[symbol] = (depths[symbol] ?? 0) + 1;
    const joined = { weight: light.weight + other.weight, symbols };
    const place = nodes.findLastIndex(node => node.weight >= joined.weight);
    nodes.splice(place + 1, 0, joined);
    light = nodes.pop();
    other = nodes.pop();
  }
  return depths;
}
