import { type FormDefinition, PATHS, type SiteInfo } from '@portico/protocol';
import { randomWord } from '../canary/words.ts';
import { isDone } from '../http/heard.ts';
import type { Crawl, Task } from './crawl.ts';

/** What is the same for all: the site, its forms, its description, and paths that name nothing. */
export function siteTasks(crawl: Crawl): readonly Task[] {
  return [
    () => forms(crawl),
    async () => {
      await crawl.ask({ path: '/openapi.json' });
      await crawl.ask({ path: '/healthz' });
      await crawl.ask({ path: '/readyz' });
      await crawl.ask({ path: PATHS.content(randomWord(9)) });
      await crawl.ask({ path: `/problems/${randomWord(9)}` });
    },
  ];
}

/** Forms are for everybody, and no others than those of the configuration. */
async function forms(crawl: Crawl): Promise<void> {
  const { site } = crawl.options;
  const heard = await crawl.ask({ path: PATHS.site() });
  const names = (heard.json as Partial<SiteInfo> | undefined)?.forms ?? [];
  for (const name of names) {
    const shown = await crawl.ask({ path: PATHS.form(name) });
    if (!isDone(shown) || !site) continue;
    const form = site.forms.get(name);
    const why = 'The configuration has no such form.';
    if (!form) {
      crawl.leak(shown, { rule: 'form-shown', came: `${shown.status}, with the form ${name}`, why });
      continue;
    }
    const { fields = [] } = shown.json as Partial<FormDefinition>;
    for (const field of fields.filter((one) => !form.fields.some(({ column }) => column === one.name)))
      crawl.leak(shown, {
        rule: 'form-shown',
        table: form.table,
        column: field.name,
        came: `${shown.status}, with the field ${field.name}`,
        why: 'The form of the configuration has no such field.',
      });
  }
  for (const name of site?.forms.keys() ?? [])
    if (!names.includes(name)) crawl.missing.push(`the form ${name}`);
  await crawl.ask({ path: PATHS.form(randomWord(9)) });
}

/** The tables that the forms of an adapter make records in: of an unknown one that is how to learn of its own. */
export async function tablesOfForms(crawl: Pick<Crawl, 'ask'>): Promise<readonly string[]> {
  const { forms: names = [] } = ((await crawl.ask({ path: PATHS.site() })).json ?? {}) as Partial<SiteInfo>;
  const tables: string[] = [];
  for (const name of names) {
    const { table } = ((await crawl.ask({ path: PATHS.form(name) })).json ?? {}) as Partial<FormDefinition>;
    if (typeof table === 'string') tables.push(table);
  }
  return [...new Set(tables)];
}
