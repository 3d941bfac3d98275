import { syntaxRule } from './syntaxRule';

/** A control character inside a string. */
export const controlCharacter = syntaxRule('control-character', {
  fixTitle: 'Write it as an escape',
  doc: 'Line ends, tabs and the like must be written as escapes inside strings.',
  bad: '{"exports": [{"application": {"displayName": "Acme«\t»CRM"}}]}',
  good: '{"exports": [{"application": {"displayName": "Acme\\tCRM"}}]}',
});
