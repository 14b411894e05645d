import type { FakeDataverse } from '@portico/store-dataverse/testing/fake-dataverse';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import type { CommandOptions } from '../adapter-process.ts';
import { freePorts } from '../free-ports.ts';
import { type RunningDemo, startDemo } from '../start.ts';
import { openDemoStore } from './demo-store.ts';
import { demoTables, type PlainRecord, readRecords } from './read-records.ts';

/** The company's people who sign in, by what they are in a journey. */
export const PEOPLE = {
  customer: 'Mira Lindqvist',
  anotherCustomer: 'Tomas Verhey',
  partner: 'Ines Calder',
  otherPartner: 'Sanne Holtrop',
  employee: 'Bela Winterfeld',
  moderator: 'Noor',
} as const;

/** The whole demo on ports and data of its own, with a store of its own, and a browser in front of it. */
export interface Stage {
  readonly demo: Pick<RunningDemo, 'site' | 'adapter' | 'identity'>;
  /** How its adapter was started, for a test that starts another one. */
  readonly adapter: CommandOptions;
  /** Where the stage is on one. */
  readonly dataverse?: FakeDataverse;
  /** A visitor with a clean browser. What the page logs as an error is collected in `complaints`. */
  visitor(options?: Parameters<Browser['newContext']>[0]): Promise<Visitor>;
  /** Stops the demo and starts it again. Gives what it printed at the start. */
  restart(): Promise<readonly string[]>;
  /** All records of a table as the store has them, the oldest first, whoever may read them. */
  records(table: string): Promise<readonly PlainRecord[]>;
  /** Ends everything. May be called several times. */
  close(): Promise<void>;
}

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors the browser reported: uncaught exceptions, refusals by the content security policy, failed scripts. */
  readonly complaints: readonly string[];
  goto(path: string): Promise<void>;
  /** Signs in through the identity provider's own page and comes back to where one was. */
  signIn(name: string): Promise<void>;
}

/** Chromium without its own traffic: nothing leaves this machine. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let opened: Promise<Stage> | undefined;

/**
 * One stage for all test files of a process: they share nothing but the sample, and what takes long is to make it.
 */
export function openStage(): Promise<Stage> {
  opened ??= newStage();
  return opened;
}

async function newStage(): Promise<Stage> {
  const store = await openDemoStore();
  const env = { ...process.env, PORTICO_STORE: '', ...store.env };
  const printed: string[] = [];
  const print = (line: string) => void printed.push(line);
  const adapter = { ports: await freePorts(), data: store.data, env, print };
  let demo = await startDemo(adapter);
  const reader = store.look();
  await reader.open(demoTables());
  const browser = await chromium.launch({
    executablePath: process.env.PORTICO_CHROMIUM ?? '/usr/bin/chromium-headless-shell',
    args: FLAGS,
  });
  let closed: Promise<void> | undefined;
  return {
    demo,
    adapter,
    ...(store.dataverse ? { dataverse: store.dataverse } : {}),
    visitor: async (options = {}) => newVisitor(demo, await browser.newContext(options)),
    restart: async () => {
      await demo.stop();
      printed.length = 0;
      demo = await startDemo(adapter);
      return [...printed];
    },
    records: (table) => readRecords(reader, table),
    close: () => {
      closed ??= (async () => {
        await browser.close();
        await demo.stop();
        await reader.close();
        await store.close();
      })();
      return closed;
    },
  };
}

async function newVisitor(demo: Stage['demo'], context: BrowserContext): Promise<Visitor> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refused request is part of some journeys and is asserted there.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      complaints.push(message.text());
  });
  return {
    page,
    context,
    complaints,
    goto: async (path) => {
      await page.goto(demo.site + path);
    },
    signIn: async (name) => {
      const back = page.url();
      await page.locator('portico-sign-in').getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL((url) => url.origin === demo.identity);
      await page
        .getByRole('button', { name: new RegExp(name) })
        .first()
        .click();
      await page.waitForURL(back);
      await page.locator('portico-sign-in').getByRole('button', { name: 'Sign out' }).waitFor();
    },
  };
}

/** The text there on one line, that of a widget's own tree included, once there is something. */
export async function readable(locator: Locator): Promise<string> {
  await locator.first().waitFor({ state: 'attached' });
  const texts = await locator.evaluateAll((elements) =>
    elements.map((element) => `${element.shadowRoot?.textContent ?? ''} ${element.textContent}`),
  );
  return texts.join(' ').replace(/\s+/g, ' ').trim();
}
