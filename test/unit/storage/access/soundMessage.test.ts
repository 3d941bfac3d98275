import assert from 'node:assert/strict';
import { test } from 'node:test';

import { soundMessage } from '../../../../shared/storage/access/soundMessage';

for (const [text, sound] of [
  ['Token has been expired or revoked.', 'Token has been expired or revoked'],
  [
    'AADSTS7000215: Invalid client secret provided.\r\nTrace ID: x',
    'AADSTS7000215: Invalid client secret provided',
  ],
  ['Unexpected token in eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0', 'Unexpected token in …'],
  ['https://x/?sig=c2lnbmF0dXJlMTIzNDU2Nzg5%3D&se=1', 'https://x/?…&se=1'],
  [
    'cannot read /home/ann/.config/gcloud/key.json',
    'cannot read /home/ann/.config/gcloud/key.json',
  ],
  ['User: arn:aws:iam::123456789012:user/ann', 'User: arn:aws:iam::123456789012:user/ann'],
] as const) {
  test(`'${text.slice(0, 40)}' is shown as '${sound}'`, () => {
    assert.equal(soundMessage(new Error(text)), sound);
  });
}

test('a long text is cut', () => {
  assert.equal(soundMessage('word '.repeat(20), 12), 'word word wo…');
});
