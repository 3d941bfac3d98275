// The writer schemas of event files. The order of the columns is the order in which events.ts writes them.
import type { AvroSchema } from './avroSchema';
import { nullable, record } from './avroSchema';

const columns = [
  { name: 'periodId', type: { type: 'int', logicalType: 'date' } },
  { name: 'eventId', type: 'string' },
  { name: 'browserTimestamp', type: { type: 'long', logicalType: 'timestamp-millis' } },
  { name: 'receivedTimestamp', type: nullable({ type: 'long', logicalType: 'timestamp-micros' }) },
  { name: 'visitorId', type: 'string' },
  { name: 'accountId', type: nullable('string') },
  { name: 'subscriptionId', type: 'long' },
  { name: 'appId', type: 'long' },
  { name: 'userAgent', type: nullable('string') },
  // The other order of a union is as good; readers must not count on null being first.
  { name: 'browser', type: ['string', 'null'] },
  { name: 'browserVersion', type: nullable('int') },
  { name: 'language', type: nullable('string') },
  { name: 'remoteIp', type: nullable('string') },
  { name: 'country', type: nullable('string') },
  { name: 'region', type: nullable('string') },
  { name: 'latitude', type: nullable('double') },
  { name: 'longitude', type: nullable('double') },
  { name: 'sessionId', type: nullable('long') },
  { name: 'eventType', type: 'string' },
  { name: 'url', type: nullable('string') },
  { name: 'elementPath', type: nullable('string') },
  { name: 'propertiesJson', type: nullable('string') },
  { name: 'loadTime', type: nullable('int') },
  { name: 'isFrustrated', type: nullable('boolean') },
  { name: 'guideId', type: nullable('string') },
  { name: 'guideStepId', type: nullable('string') },
  { name: 'guideSeenReason', type: nullable('string') },
  { name: 'guideSeenTimestamp', type: nullable({ type: 'long', logicalType: 'timestamp-millis' }) },
  { name: 'pollId', type: nullable('string') },
  { name: 'pollType', type: nullable('string') },
  { name: 'pollResponse', type: nullable('string') },
  { name: 'pollResponseNumber', type: nullable('long') },
];

/** All events of a day. */
export const allEventsSchema: AvroSchema = record('Event', columns);

/** Matched events: the same columns behind the id of what they match. */
export const matchedEventsSchema: AvroSchema = record('MatchedEvent', [
  { name: 'matchableId', type: 'string' },
  ...columns,
]);
