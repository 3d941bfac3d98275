// The fields of both files as data: what the structural checks compare with, what hovers say,
// and what JSON Schemas are made of.

import type { Field, ObjectType } from './fieldType';

const namedId: ObjectType = {
  name: 'the name and id',
  fields: [
    {
      name: 'displayName',
      type: { kind: 'string' },
      presence: 'expected',
      description: 'Name as Pendo shows it.',
      source: 'documented',
      example: '"Acme CRM"',
    },
    {
      name: 'id',
      type: { kind: 'id' },
      presence: 'required',
      description: 'Id, a string: subscription ids lie near 2^53, application ids may be negative.',
      source: 'documented',
      example: '"-323232"',
    },
  ],
};

const eventCount: Field = {
  name: 'eventCount',
  type: { kind: 'number' },
  presence: 'expected',
  description: 'Rows in all files of the list together.',
  source: 'documented',
  example: '1234',
};

const files: Field = {
  name: 'files',
  type: { kind: 'files' },
  presence: 'required',
  description: 'Paths below the folder of the export. All of them make up the table or the period.',
  source: 'documented',
  example: '["allevents.avro"]',
};

const eventFiles: ObjectType = { name: 'the list of events', fields: [eventCount, files] };

const matchedFiles: ObjectType = {
  name: 'the matched events',
  fields: [
    eventCount,
    {
      ...files,
      description:
        'Paths below the folder of the export. Empty: the period of this matchable is deleted and nothing is loaded.',
    },
    {
      name: 'id',
      type: { kind: 'string', format: 'matchableId' },
      presence: 'required',
      description:
        'The page, feature or track type whose events these are, with its type before the slash.',
      source: 'documented',
      example: '"Page/aJ0KOADQZVL5h9zQhiQ0q26PNTM"',
    },
    {
      name: 'type',
      type: { kind: 'string', format: 'matchableType' },
      presence: 'expected',
      description: 'Page, Feature or TrackType, as before the slash of the id.',
      source: 'documented',
      example: '"Page"',
    },
  ],
};

const period: ObjectType = {
  name: 'the period',
  fields: [
    {
      name: 'periodId',
      type: { kind: 'string', format: 'periodId' },
      presence: 'required',
      description: 'One UTC day, named by its midnight. The same event is never in two periods.',
      source: 'documented',
      example: '"2023-02-22T00:00:00Z"',
    },
    {
      name: 'allEvents',
      type: { kind: 'object', type: eventFiles },
      presence: 'optional',
      description:
        'All events of the day, matched or not. Absent in retroactive exports: the day stays as it is.',
      source: 'documented',
    },
    {
      name: 'matchedEvents',
      type: { kind: 'list', items: matchedFiles },
      presence: 'optional',
      description:
        'The events of the day that match a page, a feature or a track type, one entry for each.',
      source: 'documented',
    },
  ],
};

const recordFiles: ObjectType = { name: 'the list of records', fields: [files] };

function definitionsField(name: string, things: string, example: string): Field {
  return {
    name,
    type: { kind: 'files' },
    presence: 'optional',
    description: `Files that hold the definitions of all ${things}. Present: the table is replaced whole; absent: it stays.`,
    source: 'documented',
    example,
  };
}

const billFields: readonly Field[] = [
  {
    name: 'timestamp',
    type: { kind: 'string', format: 'timestamp' },
    presence: 'expected',
    description: 'When the export was made, in UTC.',
    source: 'inferred',
    example: '"2023-02-23T07:41:12.345678Z"',
  },
  {
    name: 'numberOfFiles',
    type: { kind: 'integer' },
    presence: 'expected',
    description: 'Number of files of the export; whether definition files count is not known.',
    source: 'inferred',
    example: '7',
  },
  {
    name: 'application',
    type: { kind: 'object', type: namedId },
    presence: 'optional',
    description: 'The application whose events these are; absent in account and visitor exports.',
    source: 'documented',
  },
  {
    name: 'subscription',
    type: { kind: 'object', type: namedId },
    presence: 'expected',
    description: 'The Pendo subscription.',
    source: 'documented',
  },
  definitionsField('pageDefinitionsFile', 'pages', '["allpages.avro"]'),
  definitionsField('featureDefinitionsFile', 'features', '["allfeatures.avro"]'),
  definitionsField('trackTypeDefinitionsFile', 'track types', '["alltracktypes.avro"]'),
  definitionsField('guideDefinitionsFile', 'guides', '["allguides.avro"]'),
  {
    name: 'timeDependent',
    type: { kind: 'list', items: period },
    presence: 'optional',
    description: 'The days that the export holds; absent in account and visitor exports.',
    source: 'documented',
  },
  {
    name: 'accounts',
    type: { kind: 'object', type: recordFiles },
    presence: 'optional',
    description: 'The account records; only in exports below `account`.',
    source: 'documented',
  },
  {
    name: 'visitors',
    type: { kind: 'object', type: recordFiles },
    presence: 'optional',
    description: 'The visitor records; only in exports below `visitor`.',
    source: 'documented',
  },
  {
    name: 'metadataSchemaFile',
    type: { kind: 'files' },
    presence: 'optional',
    description: 'Files that say what the columns of accounts or visitors mean.',
    source: 'documented',
    example: '["metadataschema.avro"]',
  },
];

/** `billofmaterials.json` */
export const billOfMaterialsType: ObjectType = {
  name: 'the bill of materials',
  fields: billFields,
};

/** One element of `exports`: the bill of materials and what only the manifest knows. */
export const entryType: ObjectType = {
  name: 'the export',
  fields: [
    ...billFields,
    {
      name: 'counter',
      type: { kind: 'number' },
      presence: 'required',
      description: 'Rises with each new export of this manifest: the order of loading.',
      source: 'documented',
      example: '412',
    },
    {
      name: 'exportType',
      type: { kind: 'words', known: ['Retroactive', 'Test'] },
      presence: 'optional',
      description: 'null for one-time and recurring exports, else ["Retroactive"] or ["Test"].',
      source: 'documented',
      example: '["Retroactive"]',
    },
    {
      name: 'finishTime',
      type: { kind: 'string', format: 'timestamp' },
      presence: 'expected',
      description: 'When the export was complete. Always UTC, also where the `Z` is missing.',
      source: 'documented',
      example: '"2023-02-23T07:45:51.123456789Z"',
    },
    {
      name: 'storageSize',
      type: { kind: 'integer' },
      presence: 'expected',
      description: 'Bytes of the export; which files are counted is not known.',
      source: 'inferred',
      example: '53687091',
    },
    {
      name: 'rootUrl',
      type: { kind: 'string', format: 'url' },
      presence: 'required',
      description: 'Folder of the export. Its last segment is the folder beside the manifest.',
      source: 'documented',
      example:
        '"gs://pendo-data/datasync/4598576627318784/-323232/0c2d7ba4-8d3e-4f6a-9b1c-2f7e5d4a3b21"',
    },
  ],
};

/** `exportmanifest.json` without its exports, which are looked at one by one. */
export const manifestType: ObjectType = {
  name: 'the manifest',
  fields: [
    {
      name: 'exports',
      type: { kind: 'list', items: { name: 'the export', fields: [] } },
      presence: 'required',
      description: 'The complete exports of the last 30 days, in any order: sort by counter.',
      source: 'documented',
    },
    {
      name: 'generatedTime',
      type: { kind: 'string', format: 'timestamp' },
      presence: 'expected',
      description: 'When the manifest was written.',
      source: 'documented',
      example: '"2023-02-23T08:00:00Z"',
    },
  ],
};
