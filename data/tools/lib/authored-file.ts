/** One authored YAML file: its value, and the line on which each part of it stands. Pure: text in, no reading of files. */
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { Problem } from './problem.ts';

/** Keys and indexes from the top of a file down to a value: `['params', 2, 'group']`. */
export type DataPath = readonly (string | number)[];

export interface AuthoredFile<T = unknown> {
  /** Path from the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  /** The parsed value; `undefined` when the YAML has a syntax error. */
  readonly value: T | undefined;
  /** Syntax errors of the YAML. */
  readonly syntax: readonly Problem[];
  /** Line, from 1, of the key (or list item) that a path leads to, or of its nearest parent. */
  lineOf(at: DataPath): number;
}

/** Parses one file. Anchors, duplicate keys and tabs are errors, as YAML 1.2 has them. */
export function parseAuthored<T>(path: string, text: string): AuthoredFile<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', schema: 'core' });
  const syntax = document.errors.map((error) => ({
    file: path,
    line: lines.linePos(error.pos[0]).line,
    check: 'schema',
    message: `not valid YAML: ${error.message.split('\n')[0] ?? error.code}`,
  }));
  const value = syntax.length === 0 ? (document.toJS() as T) : undefined;
  return { path, text, value, syntax, lineOf: (at) => lineOf(document, lines, at) };
}

function lineOf(document: Document, lines: LineCounter, at: DataPath): number {
  for (let length = at.length; length > 0; length--) {
    const offset = startOf(document, at.slice(0, length));
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return 1;
}

/** Offset of the key of a pair, or of a list item; `undefined` when the path leads nowhere. */
function startOf(document: Document, at: DataPath): number | undefined {
  const parent: unknown =
    at.length === 1 ? document.contents : document.getIn(at.slice(0, -1), true);
  const last = at[at.length - 1];
  if (!hasItems(parent)) return undefined;
  if (typeof last === 'number') return rangeStart(parent.items[last]);
  for (const item of parent.items) {
    if (isPair(item) && keyText(item.key) === last) return rangeStart(item.key);
  }
  return undefined;
}

function hasItems(node: unknown): node is { readonly items: readonly unknown[] } {
  return typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items);
}

function isPair(node: unknown): node is { readonly key: unknown } {
  return typeof node === 'object' && node !== null && 'key' in node;
}

function keyText(key: unknown): string {
  return typeof key === 'object' && key !== null && 'value' in key
    ? String(key.value)
    : String(key);
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  const range: unknown = node.range;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}
