import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TextColumn } from '@portico/protocol';
import fc from 'fast-check';
import { normalizeText } from './normalize-text.ts';

function column(rest: Partial<TextColumn> = {}): TextColumn {
  return { type: 'text', label: 'Text', classification: 'public', maxLength: 100, ...rest };
}

/** The stored value, or the message of the refusal after a cross. */
function stored(value: unknown, rest: Partial<TextColumn> = {}): unknown {
  const normalized = normalizeText(value, column(rest));
  return normalized.ok ? normalized.value : `✗ ${normalized.message}`;
}

function refuses(value: unknown, rest: Partial<TextColumn> = {}): void {
  assert.match(String(stored(value, rest)), /^✗ /, JSON.stringify(value));
}

describe('text', () => {
  test('is kept as typed', () => {
    for (const text of ['a', ' a ', "O'Brien", '%_[]\\', '<b>', '日本語', '😀', 'a\u0308', '\u202e'])
      assert.equal(stored(text), text);
  });

  test('that is blank is null', () => {
    for (const text of ['', ' ', '   ', '\u00a0', '\u2003']) assert.equal(stored(text), null);
    for (const text of ['\n', ' \t\n ', '\r\n']) assert.equal(stored(text, { format: 'multiline' }), null);
  });

  test('is text and nothing else', () => {
    for (const value of [1, true, {}, [], ['a'], undefined]) refuses(value);
  });

  test('is not cut in half within a character', () => {
    refuses('\ud83d');
    refuses('a\ude00b');
    refuses('\udc00\ud800', { format: 'multiline' });
  });

  test('is counted in UTF-16 units, as maxlength does', () => {
    assert.equal(stored('😀'.repeat(50)), '😀'.repeat(50));
    assert.equal(stored('😀'.repeat(51)), '✗ Enter at most 100 characters.');
    assert.equal(stored('a'.repeat(100)), 'a'.repeat(100));
    refuses('a'.repeat(101));
  });

  test('has no control characters', () => {
    for (const code of [0, 1, 7, 8, 9, 10, 11, 12, 13, 27, 31, 127, 128, 133, 159])
      refuses(`a${String.fromCharCode(code)}b`);
  });
});

describe('text of several lines', () => {
  const multiline = { format: 'multiline' } as const;

  test('may have line feeds and tabs', () => {
    assert.equal(stored('a\n\tb', multiline), 'a\n\tb');
  });

  test('has one kind of line end', () => {
    assert.equal(stored('a\r\nb\rc\nd', multiline), 'a\nb\nc\nd');
  });

  test('has no other control characters', () => {
    for (const code of [0, 1, 8, 11, 12, 14, 27, 31, 127, 128, 133, 159])
      refuses(`a${String.fromCharCode(code)}b`, multiline);
  });

  test('keeps its indentation', () => {
    assert.equal(stored('  code\n    more', multiline), '  code\n    more');
  });
});

describe('an email address', () => {
  const email = { format: 'email', maxLength: 254 } as const;

  test('is kept without blanks around it', () => {
    assert.equal(stored(' ann@example.com ', email), 'ann@example.com');
  });

  test('may look uncommon', () => {
    for (const address of [
      'a+b@example.co.uk',
      "o'neil@example.com",
      'ünal@exämple.de',
      'a@localhost',
      '用户@例え.jp',
    ])
      assert.equal(stored(address, email), address);
  });

  test('is one address that cannot split a header', () => {
    for (const address of [
      'ann',
      '@example.com',
      'ann@',
      'a@b@c',
      'a b@example.com',
      'ann@example.com, bob@example.com',
      'Ann <ann@example.com>',
      'ann@example.com\nBcc: bob@example.com',
      'ann@example.com\r\nBcc: x',
      '"ann"@example.com',
      'ann;@example.com',
      `${'a'.repeat(65)}@example.com`,
    ])
      refuses(address, email);
  });
});

describe('a web address', () => {
  const url = { format: 'url' } as const;

  test('is http, https or mailto', () => {
    for (const address of ['https://example.com', 'http://localhost:8080/a?b#c', 'mailto:ann@example.com'])
      assert.equal(stored(address, url), address);
    assert.equal(stored(' https://example.com ', url), 'https://example.com');
  });

  test('is nothing that runs or reaches elsewhere', () => {
    for (const address of [
      'javascript:alert(1)',
      'JavaScript:alert(1)',
      'java\nscript:alert(1)',
      'java\tscript:alert(1)',
      'data:text/html,<script>',
      'vbscript:x',
      'file:///etc/passwd',
      'blob:https://example.com/x',
      'ftp://example.com',
      '//example.com',
      '/path',
      'example.com',
      'https://',
    ])
      refuses(address, url);
  });
});

describe('a phone number', () => {
  const phone = { format: 'phone' } as const;

  test('is written as people write it', () => {
    for (const number of ['+1 (555) 010-0100', '030/123456', '555-0100 ext. 12', '١٢٣٤٥'])
      assert.equal(stored(number, phone), number);
  });

  test('has digits', () => {
    refuses('call me', phone);
    refuses('12', phone);
  });
});

describe('any text', () => {
  const formats = fc.constantFrom<TextColumn['format']>(undefined, 'multiline', 'email', 'url', 'phone');
  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

  test('that is accepted stays the same when normalized again', () => {
    fc.assert(
      fc.property(texts, formats, (text, format) => {
        const rest = format ? { format } : {};
        const once = normalizeText(text, column(rest));
        if (once.ok) assert.deepEqual(normalizeText(once.value ?? '', column(rest)), once);
      }),
    );
  });

  test('that is accepted is well-formed, within its length and without NUL', () => {
    fc.assert(
      fc.property(texts, formats, (text, format) => {
        const normalized = normalizeText(text, column(format ? { format } : {}));
        if (!normalized.ok || normalized.value === null) return;
        const value = String(normalized.value);
        assert.ok(
          value.isWellFormed() && value.length <= 100 && !value.includes('\0') && value.trim() !== '',
        );
      }),
    );
  });
});
