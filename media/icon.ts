// VS Code's own icons as drawings: each page brings the few it shows. Their font would hold up its first paint.
import add from '@vscode/codicons/src/icons/add.svg';
import arrowDown from '@vscode/codicons/src/icons/arrow-down.svg';
import arrowUp from '@vscode/codicons/src/icons/arrow-up.svg';
import checklist from '@vscode/codicons/src/icons/checklist.svg';
import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg';
import circleSlash from '@vscode/codicons/src/icons/circle-slash.svg';
import clearAll from '@vscode/codicons/src/icons/clear-all.svg';
import clock from '@vscode/codicons/src/icons/watch.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import cloudDownload from '@vscode/codicons/src/icons/cloud-download.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import debugStop from '@vscode/codicons/src/icons/debug-stop.svg';
import edit from '@vscode/codicons/src/icons/edit.svg';
import ellipsis from '@vscode/codicons/src/icons/ellipsis.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import exportRows from '@vscode/codicons/src/icons/export.svg';
import eye from '@vscode/codicons/src/icons/eye.svg';
import eyeClosed from '@vscode/codicons/src/icons/eye-closed.svg';
import filter from '@vscode/codicons/src/icons/filter.svg';
import folderOpened from '@vscode/codicons/src/icons/folder-opened.svg';
import goToFile from '@vscode/codicons/src/icons/go-to-file.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import json from '@vscode/codicons/src/icons/json.svg';
import key from '@vscode/codicons/src/icons/key.svg';
import layoutSidebarRight from '@vscode/codicons/src/icons/layout-sidebar-right.svg';
import listTree from '@vscode/codicons/src/icons/list-tree.svg';
import loading from '@vscode/codicons/src/icons/loading.svg';
import lock from '@vscode/codicons/src/icons/lock.svg';
import packageIcon from '@vscode/codicons/src/icons/package.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import refresh from '@vscode/codicons/src/icons/refresh.svg';
import save from '@vscode/codicons/src/icons/save.svg';
import shield from '@vscode/codicons/src/icons/shield.svg';
import signIn from '@vscode/codicons/src/icons/sign-in.svg';
import symbolNumeric from '@vscode/codicons/src/icons/symbol-numeric.svg';
import sync from '@vscode/codicons/src/icons/sync.svg';
import table from '@vscode/codicons/src/icons/table.svg';
import trash from '@vscode/codicons/src/icons/trash.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import circleLarge from '@vscode/codicons/src/icons/circle-large.svg';
import debugStepOver from '@vscode/codicons/src/icons/debug-step-over.svg';
import graph from '@vscode/codicons/src/icons/graph.svg';
import graphLine from '@vscode/codicons/src/icons/graph-line.svg';
import history from '@vscode/codicons/src/icons/history.svg';
import listFlat from '@vscode/codicons/src/icons/list-flat.svg';

const drawings = {
  add,
  'arrow-down': arrowDown,
  'arrow-up': arrowUp,
  checklist,
  'chevron-down': chevronDown,
  'circle-slash': circleSlash,
  'clear-all': clearAll,
  clock,
  close,
  'cloud-download': cloudDownload,
  copy,
  'debug-stop': debugStop,
  edit,
  ellipsis,
  error,
  export: exportRows,
  eye,
  'eye-closed': eyeClosed,
  filter,
  'folder-opened': folderOpened,
  'go-to-file': goToFile,
  info,
  json,
  key,
  'layout-sidebar-right': layoutSidebarRight,
  'list-tree': listTree,
  loading,
  lock,
  package: packageIcon,
  question,
  refresh,
  save,
  shield,
  'sign-in': signIn,
  'symbol-numeric': symbolNumeric,
  sync,
  table,
  trash,
  warning,
  check,
  'circle-large': circleLarge,
  'debug-step-over': debugStepOver,
  graph,
  'graph-line': graphLine,
  history,
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
