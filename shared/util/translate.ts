/**
 * The text in the user's language, with `{0}` and `{1}` filled in: `vscode.l10n.t` in the extension host, another in
 * web views. A function that is handed one calls it `t`: by that name the texts to translate are found.
 */
export type Translate = (text: string, ...values: (string | number)[]) => string;
