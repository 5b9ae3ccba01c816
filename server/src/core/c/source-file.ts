/**
 * A C file as a list of units (segments), each parsed only when somebody needs it. The one owner of text and facts.
 * Offsets inside a unit are relative to it; `PlacedCall.base` makes them file offsets.
 */
import { touches, type Span, type TextEdit } from '../text/span.ts';
import { createActivityCount } from './activities.ts';
import type { Include, Surroundings } from './around.ts';
import type { PlacedCall } from './call-site.ts';
import { ownableNames, watchList } from './calls.ts';
import { createCommentIndex } from './comments.ts';
import type { CallFacts } from './facts.ts';
import { featuresOf, type Features } from './feature-macros.ts';
import { createFileEnvs, type FileEnvs } from './file-env.ts';
import { placeForInclude } from './include-place.ts';
import { wakingWords } from './mentions.ts';
import { isOwn } from './own-names.ts';
import { createNamedWrappers, type NamedWrappers } from './named-wrappers.ts';
import { createOutsideWrappers, type OutsideWrappers } from './outside-wrappers.ts';
import type { FileEnv, OwnEnv } from './preprocess.ts';
import type { Activity } from './project-facts.ts';
import type { CutOptions, Segment } from './segment.ts';
import { recut } from './recut.ts';
import { cut } from './segments.ts';
import { wordsFor } from './spellings.ts';
import type { Language, PlacedUnit, SourceFile, SourceFileOptions } from './source-file.types.ts';
import type { Summary } from './summaries.ts';
import { createUnit, type Unit, type UnitOptions } from './unit.ts';
import { createWrapperIndex } from './wrapper-index.ts';

export type { Language, PlacedUnit, SourceFile, SourceFileOptions } from './source-file.types.ts';

/** Units kept beyond the current text: undo and re-runs cost nothing. */
const KEPT_UNITS = 256;

/** A source file over `text`. Any text is accepted, broken C and binary garbage included. */
export function createSourceFile(
  text: string,
  language: Language,
  options: SourceFileOptions,
): SourceFile {
  return new File(text, language, options);
}

class File implements SourceFile {
  readonly language: Language;
  readonly arch: string;
  private readonly options: UnitOptions;
  private readonly cutOptions: CutOptions;
  private segments: Segment[];
  private starts: number[] = [];
  private joined: string | undefined;
  private total = 0;
  private readonly envs: FileEnvs;
  private readonly around: Surroundings | undefined;
  private readonly outside: OutsideWrappers | undefined;
  edits = 0;
  /** Units by the text they were read from, oldest first. */
  private readonly units = new Map<string, Unit>();
  private readonly unitsOfSegments = new WeakMap<Segment, Unit>();
  private readonly unitsOfCalls = new WeakMap<object, Unit>();
  private readonly wrappers = createWrapperIndex();
  private readonly named: NamedWrappers;
  private readonly commentIndex = createCommentIndex();
  private readonly shown = createActivityCount(() => this.segments);
  readonly words: ReadonlySet<string>;
  state: object = {};

  constructor(text: string, language: Language, options: SourceFileOptions) {
    this.language = language;
    this.arch = options.arch ?? 'x86_64';
    this.words = wakingWords(options.names, options.kb);
    this.options = { ...options, arch: this.arch, language, words: this.words };
    const names = ownableNames(options.kb, options.names);
    const watch = watchList(options.kb);
    const { surroundings } = options;
    this.around = surroundings;
    const [called, cpp] = [new Set<string>(), language === 'cpp'];
    this.outside = surroundings && createOutsideWrappers(surroundings, called, watch);
    this.cutOptions = { watch, names, cpp, ...(surroundings ? { called } : {}) };
    this.envs = createFileEnvs(() => this.segments, names, { ...options, arch: this.arch });
    this.segments = [...cut(text, this.cutOptions).segments];
    this.named = createNamedWrappers(this, this.options, surroundings);
    this.joined = text;
    this.place(0);
  }

  get length(): number {
    return this.total;
  }

  text(): string {
    this.joined ??= this.segments.map((s) => s.text).join('');
    return this.joined;
  }

  slice(start: number, end: number): string {
    const from = Math.max(0, start);
    const to = Math.min(this.total, end);
    if (this.joined !== undefined) return this.joined.slice(from, Math.max(from, to));
    let out = '';
    for (let i = this.indexAt(from); i < this.segments.length; i++) {
      const at = this.starts[i] ?? 0;
      if (at >= to) break;
      out += this.segments[i]?.text.slice(Math.max(0, from - at), to - at) ?? '';
    }
    return out;
  }

  update(edits: readonly TextEdit[]): void {
    for (const e of edits) this.edit(e);
  }

  *calls(names?: ReadonlySet<string>): Iterable<PlacedCall> {
    const wanted = names && wordsFor(names, this.options.kb);
    const read: Unit[] = [];
    for (let i = 0; i < this.segments.length; i++) {
      const segment = this.segments[i];
      if (!segment || segment.candidates.length === 0) continue;
      if (wanted && !segment.candidates.some((c) => wanted.has(c.name))) continue;
      const base = this.starts[i] ?? 0;
      const unit = this.unitOf(segment);
      read.push(unit);
      for (const call of unit.calls) yield { call, base };
    }
    const outside = this.outside?.summaries(wanted) ?? [];
    if (read.length + outside.length === 0) return;
    const ctx = { ...this.options, env: this.env(), own: this.envs.own(), outside };
    for (const { call, unit, index } of this.wrappers.calls(read, this.segments, ctx, names)) {
      this.unitsOfCalls.set(call, unit);
      yield { call, base: this.starts[index] ?? 0 };
    }
  }

  countCalls(): number {
    const all = this.segments.flatMap((s) => s.candidates);
    return all.length === 0 ? 0 : all.filter((c) => !isOwn(this.env().owns, c.name)).length;
  }

  callAt(offset: number): PlacedCall | undefined {
    const { segment, base } = this.segmentAt(offset);
    if (segment.candidates.length === 0) return undefined;
    const at = offset - base;
    let best: PlacedCall | undefined;
    for (const call of this.unitOf(segment).calls) {
      if (call.start <= at && at <= call.end && (!best || call.start >= best.call.start)) {
        best = { call, base };
      }
    }
    return best;
  }

  wrappedAt(offset: number): readonly PlacedCall[] {
    const { segment, base } = this.segmentAt(offset);
    const unit = this.named.unitAround(segment, offset - base);
    const at = offset - base;
    const around = unit?.calls.filter((c) => c.via === 'wrapper' && touches(c.inside, at)) ?? [];
    const last = Math.max(...around.map((c) => c.start));
    return around.flatMap((call) => {
      if (!unit || call.start !== last) return [];
      this.unitsOfCalls.set(call, unit);
      return [{ call, base }];
    });
  }

  wrapper(name: string): Summary | undefined {
    return this.named.summary(name);
  }

  facts(placed: PlacedCall): CallFacts {
    const unit = this.unitsOfCalls.get(placed.call);
    return (unit ?? this.unitAt(placed.base).unit).facts;
  }

  unitAt(offset: number): PlacedUnit {
    const { segment, base } = this.segmentAt(offset);
    return { unit: this.unitOf(segment), base };
  }

  segmentAt(offset: number): { segment: Segment; base: number } {
    const i = this.indexAt(offset);
    const segment = this.segments[i];
    if (!segment) throw new Error('unreachable: a file has at least one segment');
    return { segment, base: this.starts[i] ?? 0 };
  }

  *segmentList(): Iterable<{ segment: Segment; base: number }> {
    for (const [i, segment] of this.segments.entries())
      yield { segment, base: this.starts[i] ?? 0 };
  }

  env(): FileEnv {
    return this.envs.env();
  }

  own(): OwnEnv {
    return this.envs.own();
  }

  inclusions(): readonly Include[] {
    return this.envs.inclusions();
  }

  shape(): object {
    return this.envs.shape();
  }

  activities(): ReadonlySet<Activity> {
    return this.shown.now();
  }

  elsewhere(what: Activity): 'yes' | 'no' | 'unknown' {
    return this.around?.has(what) ?? 'unknown';
  }

  get others(): SourceFile['others'] {
    return this.around ?? { generation: 0, defines: () => false };
  }

  includes = (): readonly string[] => this.segments.flatMap((s) => s.includes);

  features(): Features {
    return featuresOf(this.segments);
  }

  includeOffset(): number {
    return placeForInclude(this.slice(0, 100_000));
  }

  comments(holding: string): readonly Span[] {
    return this.commentIndex.find(holding, this.segments, this.starts);
  }

  private unitOf(segment: Segment): Unit {
    const env = this.env();
    const read = this.unitsOfSegments.get(segment);
    if (read?.env === env) return read;
    const key = `${segment.open.map((c) => c.text).join('\n')}\0${segment.text}`;
    const done = this.units.get(key);
    if (done?.env === env) {
      this.unitsOfSegments.set(segment, done);
      return done;
    }
    const unit = createUnit(segment, env, this.options);
    this.units.delete(key);
    this.units.set(key, unit);
    this.unitsOfSegments.set(segment, unit);
    for (const call of unit.calls) this.unitsOfCalls.set(call, unit);
    return unit;
  }

  /** Index of the segment that holds an offset; the last one for the end of the file and beyond. */
  private indexAt(offset: number): number {
    let low = 0;
    let high = this.segments.length - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if ((this.starts[mid] ?? 0) <= offset) low = mid;
      else high = mid - 1;
    }
    return low;
  }

  private place(from: number): void {
    let at =
      from === 0 ? 0 : (this.starts[from - 1] ?? 0) + (this.segments[from - 1]?.text.length ?? 0);
    this.starts.length = this.segments.length;
    for (let i = from; i < this.segments.length; i++) {
      this.starts[i] = at;
      at += this.segments[i]?.text.length ?? 0;
    }
    this.total = at;
  }

  private edit(e: TextEdit): void {
    const start = Math.min(Math.max(0, e.span.start), this.total);
    const end = Math.min(Math.max(start, e.span.end), this.total);
    const first = this.indexAt(start);
    const last = this.indexAt(end);
    const { segments, starts } = this;
    const edit = { span: { start, end }, newText: e.newText };
    const { until, fresh } = recut({ segments, starts, first, last, edit }, this.cutOptions);
    this.replace(first, until, fresh);
  }

  private replace(first: number, until: number, fresh: readonly Segment[]): void {
    const old = this.segments.splice(first, until - first, ...fresh);
    this.commentIndex.replaced(first, until, fresh.length);
    if (this.segments.length === 0) this.segments.push(...cut('', this.cutOptions).segments);
    this.place(first);
    this.joined = undefined;
    this.state = {};
    this.envs.replaced(old, fresh);
    this.shown.replaced(old, fresh);
    this.edits++;
    for (const key of this.units.keys()) {
      if (this.units.size <= this.segments.length + KEPT_UNITS) break;
      this.units.delete(key);
    }
  }
}
