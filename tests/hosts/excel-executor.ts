import { ApiError, fail, type Item } from './excel-item.ts';
import { workbookItem } from './excel-members.ts';
import type { MemoryWorkbook } from './memory-workbook.ts';

/**
 * Answers the requests of the real Office.js client from a workbook in memory. What it does not know fails loudly: a
 * test that needs more of Excel adds it here, as Excel does it.
 */
export class ExcelExecutor {
  /** Requests answered so far: one for each `sync` with something to do. */
  requests = 0;
  /** Bytes of the largest request and the largest answer. */
  largest = { request: 0, answer: 0 };
  /** Milliseconds of the request that took this stand-in longest; they are not the pane's. */
  slowest = 0;
  /** Called with the number of each request before it is answered: to fail, to wait, to look. */
  before: (request: number) => void | Promise<void> = () => undefined;
  /** Sheets of workbooks that may be inserted, by their base64. */
  readWorkbook: (base64: string) => Promise<MemoryWorkbook> | MemoryWorkbook = () => {
    throw new Error('the memory host was not told how to read workbooks');
  };
  /** Called when sheets were inserted and before that is told: Excel on the web may insert and then fail. */
  afterInserting: () => void = () => undefined;
  /** What becomes of named ranges of inserted sheets. */
  names: 'come' | 'left behind' | 'broken' = 'come';
  /** Sheet that was in front when this request came. */
  inFront = '';
  /** Workbooks that were opened on their own. */
  readonly opened: string[] = [];
  eventsEnabled = true;
  private readonly references = new Map<string, Item>();
  private count = 0;

  constructor(readonly workbook: MemoryWorkbook) {}

  /** One request, its answer as the client takes it. */
  async execute(request: RequestBody): Promise<unknown> {
    this.requests += 1;
    try {
      await this.before(this.requests);
    } catch (error) {
      return failure(error, []);
    }
    this.inFront = this.workbook.active;
    const started = performance.now();
    const batch = new Batch(this, request.ObjectPaths);
    const results: { ActionId: number; Value: unknown }[] = [];
    for (const action of request.Actions) {
      try {
        const value = await batch.act(action);
        if (value !== undefined) results.push({ ActionId: action.Id, Value: value });
      } catch (error) {
        return failure(error, results);
      }
    }
    this.slowest = Math.max(this.slowest, performance.now() - started);
    return { Results: results };
  }

  reference(item: Item): string {
    for (const [known, other] of this.references) if (other === item) return known;
    this.count += 1;
    this.references.set(`ref${this.count}`, item);
    return `ref${this.count}`;
  }

  referenced(id: string): Item {
    return this.references.get(id) ?? fail(`no reference ${id}`);
  }

  /** Objects that the client holds on to. */
  get held(): number {
    return this.references.size;
  }

  release(id: string): void {
    this.references.delete(id);
  }

  newId(prefix: string): string {
    this.count += 1;
    return `{${prefix}${this.count}}`;
  }
}

function failure(error: unknown, results: readonly unknown[]) {
  if (!(error instanceof ApiError)) throw error;
  return { Results: results, Error: { Code: error.code, Message: error.message, Location: 'memory' } };
}

export interface RequestBody {
  Actions: Action[];
  ObjectPaths: Record<string, ObjectPath>;
}
interface Action {
  Id: number;
  ActionType: number;
  Name: string;
  ObjectPathId: number;
  ArgumentInfo?: { Arguments?: unknown[] };
  QueryInfo?: { Select?: string[]; Expand?: string[] };
}
interface ObjectPath {
  Id: number;
  ObjectPathType: number;
  Name: string;
  ParentObjectPathId?: number;
  ArgumentInfo?: { Arguments?: unknown[]; ReferencedObjectPathIds?: unknown };
}

class Batch {
  private readonly known = new Map<number, Item | null>();

  constructor(
    private readonly host: ExcelExecutor,
    private readonly paths: Record<string, ObjectPath>,
  ) {}

  async act({ ActionType, Name, ObjectPathId, ArgumentInfo, QueryInfo }: Action): Promise<unknown> {
    // A mark among the actions: its answer tells the client that what stands before it is done.
    if (ActionType === 5) return null;
    const item = await this.resolve(ObjectPathId);
    const args = (ArgumentInfo?.Arguments ?? []) as never[];
    switch (ActionType) {
      case 1:
        return item === null ? null : this.identity(item);
      case 2:
      case 7:
        return item === null ? null : this.query(item, QueryInfo ?? {});
      case 3:
        return this.callOn(item, Name, args);
      case 4: {
        const set = present(item).set?.[Name] ?? fail(`setting ${present(item).kind}.${Name}`);
        set((args as unknown[])[0]);
        return undefined;
      }
      default:
        return fail(`action ${ActionType} ${Name}`);
    }
  }

  private async callOn(item: Item | null, name: string, args: never[]): Promise<unknown> {
    if (name === '_KeepReference') {
      if (item) this.host.reference(item);
      return null;
    }
    if (name === '_RemoveReference') {
      this.host.release(String(args[0]));
      return null;
    }
    const call = present(item).call?.[name] ?? fail(`calling ${present(item).kind}.${name}`);
    return (await call(...args)) ?? null;
  }

  private identity(item: Item): Record<string, unknown> {
    const id = item.get?.Id?.();
    return {
      ...(id !== undefined && { Id: id }),
      ...(item.tracked && { _ReferenceId: this.host.reference(item) }),
    };
  }

  private query(item: Item, { Select = [], Expand = [] }: { Select?: string[]; Expand?: string[] }): unknown {
    if (item.items) return { _Items: item.items().map((one) => this.query(one, { Select: inItems(Select), Expand })) };
    const value: Record<string, unknown> = this.identity(item);
    for (const wanted of Select) {
      const name = pascal(wanted);
      const get = item.get?.[name] ?? fail(`reading ${item.kind}.${name}`);
      value[name] = get();
    }
    return value;
  }

  async resolve(id: number): Promise<Item | null> {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const path = this.paths[id] ?? fail(`object path ${id}`);
    const item = await this.follow(path);
    this.known.set(id, item);
    return item;
  }

  private async follow({ ObjectPathType, Name, ParentObjectPathId, ArgumentInfo }: ObjectPath): Promise<Item | null> {
    if (ObjectPathType === 1) return workbookItem(this.host);
    if (ObjectPathType === 6) return this.host.referenced(Name);
    if (ObjectPathType === 7) return null;
    const parent = await this.resolve(ParentObjectPathId ?? 0);
    if (parent === null) return null;
    const args = (ArgumentInfo?.Arguments ?? []) as never[];
    const name = ObjectPathType === 5 ? 'Item' : Name;
    const child = parent.child?.[name] ?? fail(`${parent.kind}.${name}`);
    return child(...args);
  }
}

/** Methods on a null object fail as Excel fails. */
function present(item: Item | null): Item {
  if (item === null) throw new ApiError('ItemNotFound', 'The requested resource does not exist.');
  return item;
}

const pascal = (name: string) => (name.startsWith('_') ? name : name.charAt(0).toUpperCase() + name.slice(1));
const inItems = (select: readonly string[]) => select.map((name) => name.replace(/^items\//, ''));
