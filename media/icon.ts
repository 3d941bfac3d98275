// VS Code's own icons as drawings: each page brings the few it shows. Their font would hold up its first paint.
import add from '@vscode/codicons/src/icons/add.svg';
import arrowDown from '@vscode/codicons/src/icons/arrow-down.svg';
import arrowUp from '@vscode/codicons/src/icons/arrow-up.svg';
import circleSlash from '@vscode/codicons/src/icons/circle-slash.svg';
import clock from '@vscode/codicons/src/icons/watch.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import debugStop from '@vscode/codicons/src/icons/debug-stop.svg';
import edit from '@vscode/codicons/src/icons/edit.svg';
import ellipsis from '@vscode/codicons/src/icons/ellipsis.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import exportRows from '@vscode/codicons/src/icons/export.svg';
import eye from '@vscode/codicons/src/icons/eye.svg';
import eyeClosed from '@vscode/codicons/src/icons/eye-closed.svg';
import filter from '@vscode/codicons/src/icons/filter.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import layoutSidebarRight from '@vscode/codicons/src/icons/layout-sidebar-right.svg';
import lock from '@vscode/codicons/src/icons/lock.svg';
import symbolNumeric from '@vscode/codicons/src/icons/symbol-numeric.svg';
import table from '@vscode/codicons/src/icons/table.svg';
import trash from '@vscode/codicons/src/icons/trash.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import circleLarge from '@vscode/codicons/src/icons/circle-large.svg';
import debugStepOver from '@vscode/codicons/src/icons/debug-step-over.svg';
import graph from '@vscode/codicons/src/icons/graph.svg';
import graphLine from '@vscode/codicons/src/icons/graph-line.svg';
import history from '@vscode/codicons/src/icons/history.svg';
import loading from '@vscode/codicons/src/icons/loading.svg';
import listFlat from '@vscode/codicons/src/icons/list-flat.svg';

const drawings = {
  add,
  'arrow-down': arrowDown,
  'arrow-up': arrowUp,
  'circle-slash': circleSlash,
  clock,
  close,
  copy,
  'debug-stop': debugStop,
  edit,
  ellipsis,
  error,
  export: exportRows,
  eye,
  'eye-closed': eyeClosed,
  filter,
  info,
  'layout-sidebar-right': layoutSidebarRight,
  lock,
  'symbol-numeric': symbolNumeric,
  table,
  trash,
  warning,
  check,
  'circle-large': circleLarge,
  'debug-step-over': debugStepOver,
  graph,
  'graph-line': graphLine,
  history,
  loading,
  'list-flat': listFlat,
} as const;

/** By VS Code's names. */
export type IconName = keyof typeof drawings;

const parsed = new Map<IconName, Element>();

/** One of VS Code's own icons; decoration, so that readers pass over it. */
export function icon(name: IconName): Element {
  const known = parsed.get(name) ?? parse(name);
  parsed.set(name, known);
  return document.importNode(known, true);
}

function parse(name: IconName): Element {
  const drawing = new DOMParser().parseFromString(drawings[name], 'image/svg+xml').documentElement;
  drawing.setAttribute('class', `icon icon-${name}`);
  drawing.setAttribute('aria-hidden', 'true');
  return drawing;
}
