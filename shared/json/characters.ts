// Classes of characters, by UTF-16 code.

/** Part of a bare word. */
export function isWordPart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || // a-z
    (code >= 65 && code <= 90) || // A-Z
    (code >= 48 && code <= 57) || // 0-9
    code === 95 ||
    code === 36 || // _ $ // prettier-ignore
    code > 0xa0
  );
}

/** Part of what looks like a number, right or wrong. */
export function isNumberOrWordPart(code: number): boolean {
  return isWordPart(code) || code === 43 || code === 45 || code === 46; // + - .
}

/** White space, quotes and structure end unreadable text. */
export function isTextBoundary(code: number): boolean {
  switch (code) {
    case 32:
    case 10:
    case 13:
    case 9:
    case 34:
    case 44:
    case 58:
    case 91:
    case 93:
    case 123:
    case 125: // prettier-ignore
      return true;
    default:
      return false;
  }
}

/** A letter, where a bare word begins. */
export function isLetter(code: number): boolean {
  return isWordPart(code) && !(code >= 48 && code <= 57) && code !== 0x2026;
}

/** `...` or its one character. */
export function isPlaceholderAt(text: string, offset: number): boolean {
  return text.charCodeAt(offset) === 0x2026 || text.startsWith('...', offset);
}

/** `.5` */
export function isNumberAt(text: string, offset: number): boolean {
  const digit = text.charCodeAt(offset + 1);
  return text.charCodeAt(offset) === 46 && digit >= 48 && digit <= 57;
}

/** A character that a member's name can begin with, quotes forgotten or not. */
export function beginsKey(code: number): boolean {
  return code === 34 || code === 39 || isLetter(code);
}

/** A character that a value can begin with. */
export function beginsValue(code: number): boolean {
  return (
    beginsKey(code) || code === 123 || code === 91 || code === 45 || (code >= 48 && code <= 57)
  );
}
