import type { AvroType, RecordType } from './fields';

/** The records that occur more than once in the graph, themselves included. */
export function sharedRecords(root: AvroType): ReadonlySet<RecordType> {
  const seen = new Set<RecordType>();
  const shared = new Set<RecordType>();
  const visit = (type: AvroType): void => {
    switch (type.kind) {
      case 'record':
        if (seen.has(type)) {
          shared.add(type);
          return;
        }
        seen.add(type);
        type.fields.forEach(field => visit(field.type));
        return;
      case 'array':
        return visit(type.items);
      case 'map':
        return visit(type.values);
      case 'union':
        return type.branches.forEach(visit);
      default:
        return;
    }
  };
  visit(root);
  return shared;
}
