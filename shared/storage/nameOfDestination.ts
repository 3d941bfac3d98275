/** What a destination is called until somebody names it: `acme` for `/data/acme` and `/data/acme/datasync`. */
export function nameOfDestination(url: string): string {
  const segments = url.split(/[/\\]/).filter(segment => segment !== '');
  const last = segments.at(-1);
  return (last === 'datasync' ? segments.at(-2) : last) ?? url;
}
