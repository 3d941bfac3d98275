// package.json with what is made from the sources: the tools for assistants, as VS Code wants to know them early.
import { readFileSync } from 'node:fs';

import { toolPrefix } from '../../client/assistant/toolNames';
import { assistantTools } from '../../shared/assistant/tools/index';
import { repositoryPath } from './contributions';

interface PackageFile {
  readonly contributes: Readonly<Record<string, unknown>>;
}

/** Its text as it should be. */
export function packageFile(): string {
  const own = JSON.parse(readFileSync(repositoryPath('package.json'), 'utf8')) as PackageFile;
  const contributes = { ...own.contributes, languageModelTools: languageModelTools() };
  return `${JSON.stringify({ ...own, contributes }, null, 2)}\n`;
}

function languageModelTools(): readonly unknown[] {
  return assistantTools.map(({ name, description, inputSchema }) => ({
    name: `${toolPrefix}${name}`,
    displayName: `%tool.${name}%`,
    userDescription: `%tool.${name}.description%`,
    modelDescription: description,
    toolReferenceName: `pendo${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    canBeReferencedInPrompt: true,
    icon: '$(database)',
    tags: ['pendo', 'data sync'],
    when: 'isWorkspaceTrusted',
    inputSchema,
  }));
}
