import type { Container, Contents } from '../../shared/listing/listContents';
import type { ManifestPlace } from '../../shared/protocol/explore';
import type { ApplicationNode } from './applicationNode';
import { Row } from './row';

/** A row below which slices stand: an export, or a day. */
export abstract class ContainerRow<C extends Container = Container> extends Row {
  constructor(
    parent: Row,
    readonly application: ApplicationNode,
    readonly container: C,
  ) {
    super(parent.ports, parent);
  }

  get place(): ManifestPlace {
    return this.application.place;
  }

  protected contents(): Promise<Contents> {
    const { place, container } = this;
    return this.ports.database.request('contents', { ...place, container });
  }
}

/** The export or day that a row stands below. */
export function containerOf(row: Row): ContainerRow | undefined {
  for (let each: Row | undefined = row; each; each = each.parent) {
    if (each instanceof ContainerRow) return each;
  }
  return undefined;
}
