/** Whether an editor has this part of VS Code's API; others of its kind may not: `hasApi(vscode, 'lm', 'registerTool')`. */
export function hasApi(editor: object, ...names: readonly string[]): boolean {
  let part: unknown = editor;
  for (const name of names) {
    if (typeof part !== 'object' || part === null) return false;
    part = Reflect.get(part, name);
  }
  return part !== undefined;
}
