import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CellValue, Filter, StoredRecord, TableSchema } from '@portico/protocol';
import fc from 'fast-check';
import type { TablePermission } from '../../permissions/table-permission.ts';
import { createRandom } from '../../store/contract/random.ts';
import { randomQuestion } from '../generate/random-question.ts';
import { randomWorld } from '../generate/random-world.ts';
import type { Answer, Question, ShownRecord } from '../question.ts';
import type { Person, World } from '../world.ts';
import { evaluate } from './evaluate.ts';
import { columnsThatDecide } from './testing/columns-that-decide.ts';
import { MOMENT } from './testing/make-world.ts';

/**
 * What holds of every world, whatever the rules in detail. The oracle judges the adapter; these laws judge the oracle.
 * Each counts the cases that tell something, so that none holds for want of any.
 */
const QUESTIONS = 40;

interface Scene {
  readonly world: World;
  readonly person: Person;
  readonly question: Question;
  readonly answer: Answer;
  /** A number from 0 up to `limit`, the same for the same case. */
  readonly below: (limit: number) => number;
}

/** Tries a law on many questions; `law` says whether the case told something. */
function always(law: (scene: Scene) => boolean, atLeast: number): void {
  let told = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
      const world = randomWorld(seed);
      const random = createRandom(seed);
      for (let index = 0; index < QUESTIONS; index += 1) {
        const person = world.people[random.below(world.people.length)];
        assert.ok(person);
        const question = randomQuestion(random, world, person);
        const answer = ask(world, person, question);
        if (law({ world, person, question, answer, below: (limit) => random.below(limit) })) told += 1;
      }
    }),
    { numRuns: 100 },
  );
  assert.ok(told >= atLeast, `only ${told} cases told something`);
}

function ask(world: World, person: Person, question: Question): Answer {
  return evaluate(world, person, question, MOMENT);
}

function withPermissions(world: World, tablePermissions: readonly TablePermission[]): World {
  return { ...world, config: { ...world.config, tablePermissions } };
}

function withRecords(world: World, table: string, records: readonly StoredRecord[]): World {
  return { ...world, records: new Map(world.records).set(table, records) };
}

function isRead({ type }: Question): boolean {
  return type === 'list' || type === 'get' || type === 'search';
}

function wholeTable(table: string): Question {
  return { type: 'list', table, query: {} };
}

function recordsIn(answer: Answer): readonly ShownRecord[] {
  return answer.type === 'list' ? answer.records : [];
}

function visibleIds(world: World, person: Person, table: string, filter?: Filter): readonly unknown[] {
  const query = filter ? { filter, select: ['id'] } : { select: ['id'] };
  return recordsIn(ask(world, person, { type: 'list', table, query })).map(({ id }) => id);
}

test('a person without web roles is told of nothing', () => {
  always(({ world, person, question }) => {
    const answer = ask(world, { ...person, webRoles: new Set() }, question);
    if (answer.type === 'hits') assert.deepEqual(answer, { type: 'hits', ids: new Set(), facets: [] });
    else assert.ok(answer.type === 'problem' && answer.code !== 'permission_denied', JSON.stringify(answer));
    return true;
  }, 1000);
});

test('a question changes nothing, and has one answer', () => {
  always(({ world, person, question, answer }) => {
    const before = JSON.stringify([...world.records]);
    const again = evaluate({ ...world }, { ...person }, question, MOMENT);
    assert.deepEqual(again, answer);
    assert.equal(JSON.stringify([...world.records]), before);
    return answer.type !== 'problem';
  }, 500);
});

test('neither the order of permissions nor that of records matters', () => {
  always(({ world, person, question, answer }) => {
    const turned = withPermissions(world, world.config.tablePermissions.toReversed());
    const records = new Map([...world.records].map(([table, all]) => [table, all.toReversed()]));
    assert.deepEqual(ask({ ...turned, records }, person, question), answer);
    return answer.type !== 'problem';
  }, 500);
});

test('one permission less never shows more', () => {
  always(({ world, person, question, below }) => {
    if (question.type !== 'list' && question.type !== 'get') return false;
    const all = world.config.tablePermissions;
    const dropped = all[below(all.length)];
    // One that others name as their parent takes those with it.
    const kept = all.filter((permission) => permission !== dropped && permission.parent !== dropped?.id);
    const whole = wholeTable(question.table);
    const fewer = recordsIn(ask(withPermissions(world, kept), person, whole));
    const more = new Map(recordsIn(ask(world, person, whole)).map((record) => [record.id, record]));
    for (const record of fewer) assertShownIn(record, more.get(record.id));
    return fewer.length > 0 && fewer.length < more.size;
  }, 20);
});

/** Every cell of the one shows in the other: labels may be added, and counts grow. */
function assertShownIn(less: ShownRecord, more: ShownRecord | undefined): void {
  assert.ok(more, `${String(less.id)} is shown with fewer permissions only`);
  for (const [column, cell] of Object.entries(less)) {
    const other = more[column] as CellValue | undefined;
    if (typeof cell === 'object' && cell !== null && typeof other === 'object' && other !== null) {
      assert.equal(other.id, cell.id);
      assert.ok(cell.label === null || cell.label === other.label);
    } else if (typeof cell === 'number') {
      assert.ok(typeof other === 'number' && other >= cell, column);
    } else {
      assert.equal(other, cell, column);
    }
  }
}

test('a record that one may not see changes nothing of what one reads', () => {
  always(({ world, person, question, answer, below }) => {
    if (!isRead(question)) return false;
    const filled = [...world.records].filter(([, records]) => records.length > 0);
    const [table, records = []] = filled[below(filled.length)] ?? ['', []];
    const copied = records[below(records.length)];
    if (!copied) return false;
    const richer = withRecords(world, table, [...records, { ...copied, id: MOMENT.newId }]);
    if (visibleIds(richer, person, table).includes(MOMENT.newId)) return false;
    assert.deepEqual(ask(richer, person, question), answer);
    return answer.type !== 'problem';
  }, 200);
});

test('a cell that one may not read changes nothing of what one reads', () => {
  always(({ world, person, question, answer, below }) => {
    if (!isRead(question) || answer.type === 'problem') return false;
    const hidden = hiddenCells(world, person).filter(({ record, column, value }) => record[column] !== value);
    const named = hidden.filter(({ column }) => JSON.stringify(question).includes(`"${column}"`));
    for (const cells of [hidden, hidden, named, named, named]) {
      const cell = cells[below(cells.length || 1)];
      if (!cell) continue;
      const { table, column, record, value } = cell;
      const changed = (world.records.get(table) ?? []).map((one) =>
        one === record ? { ...record, [column]: value } : one,
      );
      assert.deepEqual(ask(withRecords(world, table, changed), person, question), answer);
    }
    return named.length > 0;
  }, 100);
});

/** Cells that do not show, decide over no access, and what another record of the table has in their place. */
function hiddenCells(world: World, person: Person) {
  const decides = columnsThatDecide(world);
  return [...world.tables.values()].flatMap((schema) => {
    const shown = new Map(recordsIn(ask(world, person, wholeTable(schema.name))).map((one) => [one.id, one]));
    const records = world.records.get(schema.name) ?? [];
    return storedColumns(schema).flatMap((column) =>
      records.flatMap((record, index) => {
        const isHidden = !Object.hasOwn(shown.get(record.id) ?? {}, column);
        const value = records[(index + 1) % records.length]?.[column] ?? null;
        return isHidden && !decides.has(`${schema.name}.${column}`)
          ? [{ table: schema.name, column, record, value }]
          : [];
      }),
    );
  });
}

function storedColumns(schema: TableSchema): readonly string[] {
  return Object.entries(schema.columns).flatMap(([name, { type }]) => (type === 'count' ? [] : [name]));
}

test('a filter and its negation part what is visible in two', () => {
  always(({ world, person, question, answer }) => {
    if (question.type !== 'list' || answer.type !== 'list' || !question.query.filter) return false;
    const { table } = question;
    const { filter } = question.query;
    const negated = ask(world, person, {
      type: 'list',
      table,
      query: { filter: { type: 'not', filter }, select: ['id'] },
    });
    // Negated, it may be nested too deep.
    if (negated.type === 'problem') return false;
    const kept = visibleIds(world, person, table, filter);
    const rest = recordsIn(negated).map(({ id }) => id);
    assert.deepEqual([...kept, ...rest].toSorted(), visibleIds(world, person, table).toSorted());
    return kept.length > 0 && rest.length > 0;
  }, 20);
});

test('a list shows each record as it shows by its id', () => {
  always(({ world, person, question, answer }) => {
    if (question.type !== 'list' || answer.type !== 'list') return false;
    const { select, expand } = question.query;
    for (const record of answer.records) {
      const wish = { ...(select && { select }), ...(expand && { expand }) };
      const one = ask(world, person, { type: 'get', table: question.table, id: String(record.id), ...wish });
      assert.deepEqual(one, { type: 'record', record });
    }
    return answer.records.length > 0;
  }, 200);
});

test('what is found is visible', () => {
  always(({ world, person, question, answer }) => {
    if (question.type !== 'search' || answer.type !== 'hits') return false;
    const visible = new Set([...world.tables.keys()].flatMap((table) => visibleIds(world, person, table)));
    for (const id of answer.ids) assert.ok(visible.has(id));
    for (const { counts } of answer.facets)
      for (const count of counts.values()) assert.ok(count <= visible.size);
    return answer.ids.size > 0;
  }, 20);
});

test('a writer is shown what a read shows afterwards', () => {
  always(({ world, person, answer }) => {
    if (answer.type !== 'written') return false;
    const { table, id, after, shown } = answer;
    const others = (world.records.get(table) ?? []).filter((record) => record.id !== id);
    const next = withRecords(world, table, after ? [...others, after] : others);
    const read = ask(next, person, { type: 'get', table, id });
    assert.deepEqual(
      read,
      shown ? { type: 'record', record: shown } : { type: 'problem', code: 'not_found' },
    );
    return shown !== null;
  }, 20);
});
