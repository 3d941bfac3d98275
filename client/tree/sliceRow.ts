import type { NamedSlice } from '../../shared/listing/chooseMatched';
import type { ListedSlice } from '../../shared/listing/listContents';
import { FileNode } from './fileNode';
import type { Row } from './row';
import { SliceNode } from './sliceNode';

/** A slice in the tree: where it is one file, the row is that file. */
export function sliceRow(parent: Row, slice: ListedSlice | NamedSlice): Row {
  const [file] = slice.files;
  if (file && slice.files.length === 1) return new FileNode(parent, slice, { file, isAll: true });
  return new SliceNode(parent, slice);
}
