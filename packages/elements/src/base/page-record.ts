import { RECORD_ID } from '@portico/protocol';

/**
 * The record a widget is about: its `record` attribute, or the page's `?id=`, so that one static page can show any
 * record. Null when there is neither, or the id cannot be one.
 */
export function pageRecord(record: string): string | null {
  const id = record || new URLSearchParams(location.search).get('id') || '';
  return RECORD_ID.test(id) ? id : null;
}

/** The address of a record by a template such as `/case.html?id={id}`. */
export function recordUrl(template: string, id: string): string {
  return template.replaceAll('{id}', encodeURIComponent(id));
}
