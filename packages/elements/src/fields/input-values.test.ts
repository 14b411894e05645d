import { expect } from '@open-wc/testing';
import type { FormField, StoredValue } from '@portico/protocol';
import { render } from 'lit';
import { checkboxField, formField } from './form-field.ts';
import { inputIssue } from './input-issue.ts';
import { type FieldInput, isFieldInput, readInput } from './read-input.ts';

type Input = FormField['input'];

/** A form with this one field in it, as a person sees it. */
function show(
  field: Partial<FormField> & { input: Input },
  value?: StoredValue,
  issue?: string,
): HTMLElement {
  const place = document.createElement('div');
  document.body.append(place);
  render(formField({ name: 'it', label: 'It', required: false, ...field }, value, issue), place);
  return place;
}

function input(place: HTMLElement): FieldInput {
  const found = place.querySelector('input, textarea, select');
  if (!isFieldInput(found)) throw new Error('no input');
  return found;
}

/** What goes over the wire when `text` is typed into a field. */
function wire(field: Partial<FormField> & { input: Input }, text: string): StoredValue {
  const found = input(show(field));
  found.value = text;
  return readInput(found);
}

const issueOf = (field: Partial<FormField> & { input: Input }, text: string): string | undefined => {
  const found = input(show(field));
  found.value = text;
  return inputIssue(found);
};

describe('what an input says over the wire', () => {
  afterEach(() => document.body.replaceChildren());

  it('is null where nothing was typed, never an empty text', () => {
    const inputs: readonly Input[] = [
      'text',
      'multiline',
      'email',
      'phone',
      'url',
      'number',
      'date',
      'datetime',
    ];
    for (const one of inputs) expect(wire({ input: one }, ''), one).to.equal(null);
    expect(wire({ input: 'choice', choices: [{ value: 'a', label: 'A' }] }, '')).to.equal(null);
  });

  it('is the text as it was typed, line breaks and spaces at its ends too', () => {
    expect(wire({ input: 'multiline' }, ' a\n\nb ')).to.equal(' a\n\nb ');
    expect(wire({ input: 'text' }, '  Ada  ')).to.equal('  Ada  ');
    expect(wire({ input: 'phone' }, '+49 (0)30 1234-5')).to.equal('+49 (0)30 1234-5');
  });

  it('is a number for a number, also zero, below zero and with decimals', () => {
    for (const [text, number] of [
      ['0', 0],
      ['-3.25', -3.25],
      ['1e3', 1000],
      ['007', 7],
    ] as const)
      expect(wire({ input: 'number' }, text), text).to.equal(number);
  });

  it('is null for what is no number, which the browser calls invalid', () => {
    expect(wire({ input: 'number' }, 'seven')).to.equal(null);
  });

  it('is the plain date for a date, whatever the time zone', () => {
    expect(wire({ input: 'date' }, '2026-02-28')).to.equal('2026-02-28');
    expect(wire({ input: 'date' }, '2026-02-30'), 'no such day').to.equal(null);
  });

  it('is the moment in UTC for a date with time', () => {
    const value = wire({ input: 'datetime' }, '2026-06-01T12:30');
    expect(value).to.match(/^2026-0[56]-\d\dT\d\d:\d\d:00\.000Z$/);
    expect(new Date(String(value)).getTime()).to.equal(new Date(2026, 5, 1, 12, 30).getTime());
  });

  it('is the value of a choice, not its words', () => {
    const choices = [
      { value: '1', label: 'One' },
      { value: '', label: 'None' },
    ];
    expect(wire({ input: 'choice', choices }, '1')).to.equal('1');
  });

  it('is true or false for a box, and false as long as nobody touched it', () => {
    const box = input(show({ input: 'checkbox' })) as HTMLInputElement;
    expect(readInput(box)).to.equal(false);
    box.click();
    expect(readInput(box)).to.equal(true);
  });

  it('comes from named inputs only', () => {
    for (const other of [
      document.createElement('input'),
      document.createElement('button'),
      null,
      {},
      'input',
    ])
      expect(isFieldInput(other)).to.equal(false);
  });
});

describe('what an input shows of a value', () => {
  afterEach(() => document.body.replaceChildren());

  const shown = (field: Partial<FormField> & { input: Input }, value?: StoredValue) =>
    input(show(field, value)).value;

  it('is what was typed, for every kind', () => {
    expect(shown({ input: 'text' }, 'Ada')).to.equal('Ada');
    expect(shown({ input: 'multiline' }, 'a\nb')).to.equal('a\nb');
    expect(shown({ input: 'number' }, 0)).to.equal('0');
    expect(shown({ input: 'date' }, '2026-02-28')).to.equal('2026-02-28');
    expect(shown({ input: 'choice', choices: [{ value: 'b', label: 'B' }] }, 'b')).to.equal('b');
  });

  it('is nothing for nothing', () => {
    for (const nothing of [undefined, null])
      for (const one of ['text', 'multiline', 'number', 'choice'] as const)
        expect(shown({ input: one }, nothing), one).to.equal('');
  });

  it('is nothing for a choice that is not offered any more', () => {
    expect(shown({ input: 'choice', choices: [{ value: 'a', label: 'A' }] }, 'gone')).to.equal('');
  });

  it('is not ticked but by true itself', () => {
    for (const value of [undefined, null, 'true', 1, 'on', false])
      expect((input(show({ input: 'checkbox' }, value)) as HTMLInputElement).checked, `${value}`).to.equal(
        false,
      );
    expect((input(show({ input: 'checkbox' }, true)) as HTMLInputElement).checked).to.equal(true);
  });

  it('does not put back what was typed since, when it is rendered again for another reason', () => {
    const place = show({ input: 'text' }, 'before');
    input(place).value = 'typed';
    const field: FormField = { name: 'it', label: 'It', required: false, input: 'text' };
    render(formField(field, 'typed', undefined), place);
    expect(input(place).value).to.equal('typed');
    render(formField(field, '', undefined), place);
    expect(input(place).value, 'emptied after sending').to.equal('');
  });

  it('has the same moment again that a date with time was read from', () => {
    const typed = '2026-06-01T12:30';
    const value = wire({ input: 'datetime' }, typed);
    const again = input(show({ input: 'datetime' }, value));
    expect(readInput(again)).to.equal(value);
  });
});

describe('what is wrong with an input', () => {
  afterEach(() => document.body.replaceChildren());

  it('is nothing for an optional one that is empty, whatever its kind', () => {
    for (const one of ['text', 'multiline', 'email', 'url', 'number', 'date', 'choice'] as const)
      expect(issueOf({ input: one }, ''), one).to.equal(undefined);
  });

  it('is that it is empty, or holds nothing but space', () => {
    for (const text of ['', ' ', '\u00a0\u3000\t'])
      expect(issueOf({ input: 'text', required: true }, text)).to.equal('Please fill in this field.');
    expect(issueOf({ input: 'multiline', required: true }, '\n\n')).to.equal('Please fill in this field.');
    expect(issueOf({ input: 'choice', required: true, choices: [] }, '')).to.equal('Please choose one.');
  });

  it('is that a required box is not ticked', () => {
    const place = document.createElement('div');
    document.body.append(place);
    render(checkboxField('terms', 'I agree', false, true, undefined), place);
    const box = input(place) as HTMLInputElement;
    expect(inputIssue(box)).to.equal('Please tick this box to go on.');
    box.click();
    expect(inputIssue(box)).to.equal(undefined);
  });

  it('is an address nobody can write to, or open', () => {
    for (const text of ['ada', 'ada@', '@example.com', 'a b@example.com'])
      expect(issueOf({ input: 'email' }, text), text).to.contain('name@example.com');
    for (const text of ['ada@example.com', 'ada+tag@sub.example.co'])
      expect(issueOf({ input: 'email' }, text), text).to.equal(undefined);
    expect(issueOf({ input: 'url' }, 'example.com')).to.contain('https://example.com');
    expect(issueOf({ input: 'url' }, 'https://example.com/a?b#c')).to.equal(undefined);
  });

  it('is a number out of its bounds, with the bound in words', () => {
    const field = { input: 'number', min: 1, max: 10 } as const;
    expect(issueOf(field, '0')).to.equal('Please enter 1 or more.');
    expect(issueOf(field, '11')).to.equal('Please enter 10 or less.');
    for (const text of ['1', '2.75', '10']) expect(issueOf(field, text), text).to.equal(undefined);
  });
});

describe('a field', () => {
  afterEach(() => document.body.replaceChildren());

  const types: Readonly<Record<string, Input>> = {
    text: 'text',
    email: 'email',
    tel: 'phone',
    url: 'url',
    number: 'number',
    date: 'date',
    'datetime-local': 'datetime',
  };
  for (const [type, one] of Object.entries(types)) {
    it(`of ${one} brings up the keyboard and the autofill of its kind`, () => {
      const found = input(show({ input: one, autocomplete: 'section-a home' })) as HTMLInputElement;
      expect(found.type).to.equal(type);
      expect(found.getAttribute('autocomplete')).to.equal('section-a home');
    });
  }

  it('has a label that leads into it, and says in words when it is optional', () => {
    for (const one of [...Object.values(types), 'multiline', 'choice', 'checkbox'] as Input[]) {
      const place = show({ input: one, label: 'Your answer' });
      const found = input(place);
      expect(
        [...(found.labels ?? [])].map((label) => label.textContent?.trim()),
        one,
      ).to.deep.equal(['Your answer (optional)']);
      place.remove();
    }
    const required = show({ input: 'text', required: true });
    expect(required.textContent).not.to.contain('optional');
    expect(input(required).required).to.equal(true);
  });

  it('ties hint, room left and issue to its input, and says that it is invalid', () => {
    const place = show({ input: 'text', hint: 'As on the bill.', maxLength: 10 }, '123456789', 'Not known.');
    const found = input(place);
    const described = found.getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(described.map((id) => place.querySelector(`#${id}`)?.textContent)).to.deep.equal([
      'As on the bill.',
      'Not known.',
      '1 character left',
    ]);
    expect(found.getAttribute('aria-invalid')).to.equal('true');
    expect(found.getAttribute('maxlength')).to.equal('10');
  });

  it('has no description where there is nothing to say', () => {
    const found = input(show({ input: 'text' }));
    expect(found.hasAttribute('aria-describedby')).to.equal(false);
    expect(found.getAttribute('aria-invalid')).to.equal('false');
  });

  it('does not show at all when it is hidden', () => {
    expect(show({ input: 'hidden' }).querySelector('*')).to.equal(null);
  });

  it('counts down the room left, from four fifths on', () => {
    const left = (length: number) =>
      show({ input: 'multiline', maxLength: 100 }, 'x'.repeat(length)).querySelector('.count')?.textContent ??
      null;
    expect(left(79)).to.equal(null);
    expect(left(80)).to.equal('20 characters left');
    expect(left(99)).to.equal('1 character left');
    expect(left(100)).to.equal('0 characters left');
  });
});
