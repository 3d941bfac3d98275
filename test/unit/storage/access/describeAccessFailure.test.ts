import assert from 'node:assert/strict';
import { test } from 'node:test';

import { describeAccessFailure } from '../../../../shared/storage/access/describeAccessFailure';
import { signInCommand } from '../../../../shared/storage/access/signInCommand';
import { DataSyncError } from '../../../../shared/errors';
import { inEnglish } from '../../../../shared/util/translate';
import { azurePlace, gcsPlace, s3Place } from '../../../support/askingAccess';

const unfound = new DataSyncError(
  'storage.no-credentials',
  'cannot open az://acme/exports: no credentials were found. Run `az login`',
  {
    provider: 'azure',
    tried: [
      { provider: 'environment', outcome: 'AZURE_TENANT_ID is not set' },
      { provider: 'Azure CLI', outcome: 'nobody has signed in' },
    ],
    signIn: 'az login',
  },
);

test('who was tried, what was missing, and how to sign in', () => {
  assert.equal(
    describeAccessFailure(inEnglish, unfound),
    `Cannot open az://acme/exports: no credentials were found. Run \`az login\`.

Tried, in this order:

- environment: AZURE_TENANT_ID is not set
- Azure CLI: nobody has signed in

To sign in again: \`az login\`
`,
  );
  assert.equal(signInCommand(unfound), 'az login');
});

function denied(call: string): DataSyncError {
  const data = { call, status: 403, reason: 'AccessDenied', source: 'profile reader' };
  return new DataSyncError('storage.denied', 'cannot list it: denied', data);
}

test('which call was denied, to whom, and the least that allows it, for this bucket', () => {
  const report = describeAccessFailure(inEnglish, denied('s3:ListBucket'), s3Place);
  assert.match(
    report,
    /- Refused call: `s3:ListBucket` \(403 AccessDenied\)\n- Credentials: profile reader\n/,
  );
  const [, policy = ''] = /```json\n(.*?)\n```/s.exec(report) ?? [];
  assert.deepEqual(JSON.parse(policy), {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-exports/datasync/*' },
      {
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: 'arn:aws:s3:::acme-exports',
        Condition: { StringLike: { 's3:prefix': 'datasync/*' } },
      },
    ],
  });
  const google = describeAccessFailure(inEnglish, denied('storage.objects.get'), gcsPlace);
  assert.match(google, /managed-folders create gs:\/\/acme-exports\/datasync\/\n/);
  const binding =
    /add-iam-policy-binding gs:\/\/acme-exports\/datasync\/ \\\n {2}--member=.*objectViewer/;
  assert.match(google, binding);
  const azure = describeAccessFailure(inEnglish, denied('read'), azurePlace);
  assert.match(azure, /"Storage Blob Data Reader".*\/acme\/.*containers\/acme-exports \\\n/s);
  assert.match(azure, /@Resource\[[^\]]*blobs:path\] StringStartsWith 'datasync\/'/);
  assert.match(azure, /@Request\[[^\]]*blobs:prefix\] StringStartsWith 'datasync\/'/);
});

test('without a place, the call tells the cloud, and names are to be filled in', () => {
  assert.match(describeAccessFailure(inEnglish, denied('s3:GetObject')), /arn:aws:s3:::BUCKET\/\*/);
  assert.match(describeAccessFailure(inEnglish, denied('storage.objects.list')), /gs:\/\/BUCKET/);
  assert.match(describeAccessFailure(inEnglish, denied('list')), /containers\/BUCKET\n/);
});

test('what does not come from a cloud has no report', () => {
  assert.equal(describeAccessFailure(inEnglish, new DataSyncError('avro.bad-magic', 'no')), '');
  assert.equal(describeAccessFailure(inEnglish, new DataSyncError('storage.not-found', 'no')), '');
  assert.equal(describeAccessFailure(inEnglish, new TypeError('no')), '');
  assert.equal(signInCommand(new TypeError('no')), undefined);
});
