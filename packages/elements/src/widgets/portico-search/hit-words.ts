import { isLookupValue, type SearchHit, type SearchPage, type TextSegment } from '@portico/protocol';
import { html, type TemplateResult } from 'lit';
import { formatNumber } from '../../base/format.ts';
import { documentIcon, messageIcon } from '../../base/icons.ts';
import { msg, str } from '../../base/messages.ts';

/** Text with what the query found marked. */
export function marked(segments: readonly TextSegment[]): unknown[] {
  return segments.map(({ text, match }) => (match ? html`<mark>${text}</mark>` : text));
}

/** One record of a table, in words. */
export function tableLabel(table: string): string {
  if (table === 'article') return msg('Article');
  if (table === 'thread') return msg('Thread');
  return named(table);
}

/** The records of a table, in words. */
export function tablePlural(table: string): string {
  if (table === 'article') return msg('Articles');
  if (table === 'thread') return msg('Threads');
  return named(table);
}

/** Tells questions of people from articles at a glance. */
export function hitIcon(hit: SearchHit): TemplateResult {
  return hit.table === 'thread' ? messageIcon() : documentIcon();
}

/** Category or forum, and product, as far as they are known. */
export function hitFacts(hit: SearchHit): string[] {
  const { category, forum, product } = hit.values;
  return [category, forum, product]
    .map((value) => (isLookupValue(value) ? value.label : value))
    .filter((value) => typeof value === 'string' && value !== '') as string[];
}

/** How much was found, in words. */
export function countText(page: SearchPage, query: string, locale: string): string {
  const answered = page.correctedQuery ?? query;
  if (page.count === 0) return msg(str`Nothing found for “${query}”`);
  if (page.count === 1) return msg(str`1 result for “${answered}”`);
  return msg(str`${formatNumber(page.count, locale)} results for “${answered}”`);
}

function named(table: string): string {
  const words = table.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
