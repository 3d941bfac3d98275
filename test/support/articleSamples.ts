// The samples of Pendo's article as people paste them, with the defects that the article has.

/** `billofmaterials.json`: a comma missing, one too many, and the last two brackets left out. */
export const articleBillOfMaterials = `{
  "timestamp": "2023-02-22T16:29:08.526Z",
  "numberOfFiles": 7,
  "application": {
    "displayName": "Acme CRM",
    "id": "-323232"
  },
  "subscription": {
    "displayName": "(Demo) Pendo Experience",
    "id": "6591622502678528"
  },
  "pageDefinitionsFile": [
    "allpages.avro"
  ],
  "featureDefinitionsFile": [
    "allfeatures.avro"
  ],
  "trackTypeDefinitionsFile": [
    "alltracktypes.avro"
  ],
  "guideDefinitionsFile": [
    "allguides.avro"
  ],
  "timeDependent": [
    {
      "periodId": "2023-02-23T00:00:00Z"
      "allEvents": {
        "eventCount": 600,
        "files": [
          "allevents.avro"
        ]
      },
      "matchedEvents": [
        {
          "eventCount": 700,
          "files": [
            "matchedEvents/Page/aJ0KOADQZVL5h9zQhiQ0q26PNTM.avro"
          ],
          "id": "Page/aJ0KOADQZVL5h9zQhiQ0q26PNTM",
          "type": "Page"
        },
      ]
    }
`;

/** `exportmanifest.json`: a comment, and dots for what the article leaves out. */
export const articleManifest = `{
  "exports": [
    {
      // all fields of the bill of materials
      "application": {"displayName": "Acme CRM", "id": "-323232"},
      "counter": 1,
      "exportType": null,
      "finishTime": "2023-02-22T16:30:11.123456",
      "numberOfFiles": 7,
      "rootUrl": "gs://pendo-data/datasync/6591622502678528/-323232/0f39-aaaa",
      "storageSize": 13254,
      "subscription": {"displayName": "(Demo) Pendo Experience", "id": "6591622502678528"},
      "timeDependent": [...],
      "timestamp": "2023-02-22T16:29:08.526Z"
    }
  ],
  "generatedTime": "2023-02-22T16:31:00.000000001Z"
}
`;
