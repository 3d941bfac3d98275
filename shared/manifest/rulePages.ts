// The documentation of the rules, made from the list of rules: docs/rules.
import { ManifestDocument } from './manifestDocument';
import type { Example, Finding, Rule } from './rule';
import { rules as allRules } from './rules/index';
import { ruleSettingsFile } from './ruleSettings';
import { validateManifest } from './validateManifest';

/** Text by file name: a page for each rule, and `index.md`. */
export function rulePages(rules: readonly Rule[] = allRules): ReadonlyMap<string, string> {
  const pages = rules.map((rule): [string, string] => [`${rule.code}.md`, describeRule(rule)]);
  return new Map([['index.md', describeRules(rules)], ...pages]);
}

/** An example without its marks, and where they stood. */
export function readExample({ text }: Example): {
  readonly text: string;
  readonly start: number;
  readonly end: number;
} {
  const start = text.indexOf('«');
  const end = text.indexOf('»') - 1;
  return { text: text.replace('«', '').replace('»', ''), start, end };
}

/** What a rule finds in an example. */
export function findInExample(rule: Rule, example: Example): readonly Finding[] {
  const kind = example.file === 'billofmaterials.json' ? 'billOfMaterials' : 'exportManifest';
  const { text } = readExample(example);
  const facts = example.facts ? { facts: example.facts } : {};
  return validateManifest(ManifestDocument.of(text, kind), { rules: [rule], ...facts });
}

function describeRules(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ code, level, doc }) => `| [${code}](${code}.md) | ${level} | ${cell(doc)} |`,
  );
  return `# Rules

What \`pendo-data-sync validate\` and the language server find in \`exportmanifest.json\` and \`billofmaterials.json\`.

- **error**: loading would give wrong data, or fail.
- **warning**: contradicts what Pendo documents.
- **information**: worth knowing, nothing to mend.
- **hint**: form, or what depends on today's date or on inferred facts.

A file \`${ruleSettingsFile}\` in the folder of the manifest, or in one above it, changes levels by code; \`off\` silences a rule:

\`\`\`json
{ "rules": { "manifest.counter-gap": "off", "manifest.counter-zero": "error" } }
\`\`\`

| code | level | why |
|---|---|---|
${rows.join('\n')}
`;
}

function describeRule(rule: Rule): string {
  const { code, level, doc, bad, good, tags = [] } = rule;
  const [finding] = findInExample(rule, bad);
  const fade = tags.includes('unnecessary') ? ' Editors fade it.' : '';
  const needsAvro = ['avroFile', 'definedIds'].some(fact => fact in (bad.facts ?? {}));
  const deep = needsAvro ? ' Found by \`validate --deep\`, which reads the Avro files.' : '';
  const parts = [
    `# ${code}`,
    doc,
    `Level: **${level}**.${fade}${deep}`,
    // The reader's limits have no example of a size that a page could show.
    ...(bad.text === '' ? [] : ['## Flagged', introduce(bad), fenced(bad.text)]),
    ...(finding ? [`> ${finding.message.replaceAll('\n', ' ')}`] : []),
    ...(finding?.fix ? [`Quick fix: ${finding.fix.title}.`] : []),
    '## Fine',
    ...(good.given === undefined ? [] : [`Given that ${good.given}:`]),
    fenced(good.text),
    `[All rules](index.md)`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function introduce({ file = 'exportmanifest.json', given }: Example): string {
  const condition = given === undefined ? '' : `, given that ${given}`;
  return `In \`${file}\`${condition}. What is flagged stands between « and »:`;
}

function fenced(text: string): string {
  return `\`\`\`json\n${shorten(text)}\n\`\`\``;
}

/** The example of too deep nesting is long by nature. */
function shorten(text: string): string {
  return text.length > 600 ? `${text.slice(0, 300)} … ${text.slice(-300)}` : text;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
