import type { Translate } from '../../util/translate';
import type { CloudPlace, CloudProvider } from '../cloud/cloudPlace';

/** The least that lets somebody read a destination, as lines of Markdown; without a place with a name to be filled in. */
export function smallestPolicy(
  t: Translate,
  provider: CloudProvider,
  place?: CloudPlace,
): readonly string[] {
  const { bucket, prefix, account } = place ?? { bucket: 'BUCKET', prefix: '', account: 'ACCOUNT' };
  switch (provider) {
    case 's3':
      return [
        t(
          'The smallest policy that allows it (without `s3:ListBucket`, name the path of a manifest):',
        ),
        ...block('json', JSON.stringify(awsPolicy(bucket, prefix), null, 2)),
      ];
    case 'gcs':
      return [
        prefix === ''
          ? t('The smallest role that allows it, on this bucket alone:')
          : t('The smallest role that allows it, on this folder alone:'),
        ...block('sh', googleBinding(bucket, prefix)),
      ];
    case 'azure':
      return [
        prefix === ''
          ? t(
              'The smallest role that allows it, on this container alone (or a SAS with the permissions Read and List):',
            )
          : t(
              'The smallest role that allows it, on this folder alone (or a SAS with the permissions Read and List):',
            ),
        ...block(
          'sh',
          'az role assignment create --role "Storage Blob Data Reader" --assignee NAME@EXAMPLE.COM \\\n' +
            '  --scope /subscriptions/ID/resourceGroups/GROUP/providers/Microsoft.Storage/storageAccounts/' +
            `${account}/blobServices/default/containers/${bucket}${azureCondition(prefix)}`,
        ),
      ];
  }
}

function block(language: string, text: string): readonly string[] {
  return ['', `\`\`\`${language}`, text, '```'];
}

function awsPolicy(bucket: string, prefix: string): unknown {
  const folder = prefix === '' ? '' : `${prefix}/`;
  const list = { Effect: 'Allow', Action: 's3:ListBucket', Resource: `arn:aws:s3:::${bucket}` };
  const condition = { Condition: { StringLike: { 's3:prefix': `${folder}*` } } };
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/${folder}*` },
      prefix === '' ? list : { ...list, ...condition },
    ],
  };
}

/** Below a bucket, roles are given on managed folders. */
function googleBinding(bucket: string, prefix: string): string {
  const member = '--member=user:NAME@EXAMPLE.COM --role=roles/storage.objectViewer';
  if (prefix === '') {
    return `gcloud storage buckets add-iam-policy-binding gs://${bucket} \\\n  ${member}`;
  }
  const folder = `gs://${bucket}/${prefix}/`;
  return [
    `gcloud storage managed-folders create ${folder}`,
    `gcloud storage managed-folders add-iam-policy-binding ${folder} \\\n  ${member}`,
  ].join('\n');
}

/** Below a container, roles have a condition: on the path for reading, on the prefix for listing. */
function azureCondition(prefix: string): string {
  if (prefix === '') return '';
  const blobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';
  const starts = `StringStartsWith '${prefix}/'`;
  const isRead = `ActionMatches{'${blobs}/read'}`;
  const isList = "SubOperationMatches{'Blob.List'}";
  const reads = `(!(${isRead} AND NOT ${isList}) OR @Resource[${blobs}:path] ${starts})`;
  const lists = `(!(${isRead} AND ${isList}) OR @Request[${blobs}:prefix] ${starts})`;
  return ` \\\n  --condition-version 2.0 --condition "${reads} AND ${lists}"`;
}
