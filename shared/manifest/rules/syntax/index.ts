// The list of the syntax rules: one for each problem that the JSON reader tells.
import type { ProblemCode } from '../../../json/problem';
import type { Rule } from '../../rule';
import { badEscape } from './badEscape';
import { badLiteral } from './badLiteral';
import { badNumber } from './badNumber';
import { byteOrderMark } from './byteOrderMark';
import { comment } from './comment';
import { controlCharacter } from './controlCharacter';
import { duplicateKey } from './duplicateKey';
import { empty } from './empty';
import { missingBracket } from './missingBracket';
import { missingColon } from './missingColon';
import { missingComma } from './missingComma';
import { missingValue } from './missingValue';
import { placeholder } from './placeholder';
import { singleQuotes } from './singleQuotes';
import { textAfterEnd } from './textAfterEnd';
import { tooDeep } from './tooDeep';
import { tooLarge } from './tooLarge';
import { trailingComma } from './trailingComma';
import { unclosedString } from './unclosedString';
import { unexpectedBracket } from './unexpectedBracket';
import { unexpectedComma } from './unexpectedComma';
import { unexpectedText } from './unexpectedText';
import { unquotedKey } from './unquotedKey';

const ruleOf: Readonly<Record<ProblemCode, Rule>> = {
  'missing-comma': missingComma,
  'trailing-comma': trailingComma,
  'unexpected-comma': unexpectedComma,
  'missing-colon': missingColon,
  'missing-value': missingValue,
  'missing-bracket': missingBracket,
  'unexpected-bracket': unexpectedBracket,
  comment,
  placeholder,
  'byte-order-mark': byteOrderMark,
  'duplicate-key': duplicateKey,
  'unquoted-key': unquotedKey,
  'single-quotes': singleQuotes,
  'unclosed-string': unclosedString,
  'control-character': controlCharacter,
  'bad-escape': badEscape,
  'bad-number': badNumber,
  'bad-literal': badLiteral,
  'unexpected-text': unexpectedText,
  'text-after-end': textAfterEnd,
  empty,
  'too-deep': tooDeep,
  'too-large': tooLarge,
};

/** One rule for each kind of problem. */
export const syntaxRules: readonly Rule[] = Object.values(ruleOf);
