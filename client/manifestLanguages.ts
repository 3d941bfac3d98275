/** Languages that the server answers for. */
export const manifestLanguages = ['pendo-exportmanifest', 'pendo-billofmaterials'] as const;
