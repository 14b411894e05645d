import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { freePorts } from '../free-ports.ts';
import { type RunningDemo, startDemo } from '../start.ts';

/** The company's people who sign in, by what they are in a journey. */
export const PEOPLE = {
  customer: 'Mira Lindqvist',
  anotherCustomer: 'Tomas Verhey',
  partner: 'Ines Calder',
  otherPartner: 'Sanne Holtrop',
  employee: 'Bela Winterfeld',
  moderator: 'Noor',
} as const;

/** The whole demo on ports and data of its own, and a browser in front of it. */
export interface Stage {
  readonly demo: RunningDemo;
  /** A visitor with a clean browser. What the page logs as an error is collected in `complaints`. */
  visitor(options?: Parameters<Browser['newContext']>[0]): Promise<Visitor>;
  /** Rows as they are in the adapter's database file. */
  rows(sql: string): readonly Record<string, unknown>[];
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

export async function openStage(): Promise<Stage> {
  const data = await mkdtemp(join(tmpdir(), 'portico-e2e-'));
  const demo = await startDemo({ ports: await freePorts(), data, print: () => {} });
  const browser = await chromium.launch({
    executablePath: process.env.PORTICO_CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
  });
  return {
    demo,
    visitor: async (options = {}) => newVisitor(demo, await browser.newContext(options)),
    rows: (sql) => {
      const database = new DatabaseSync(join(data, 'portico.db'), { readOnly: true });
      try {
        return database.prepare(sql).all();
      } finally {
        database.close();
      }
    },
    close: async () => {
      await browser.close();
      await demo.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function newVisitor(demo: RunningDemo, context: BrowserContext): Promise<Visitor> {
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
