// The one helper elements build their inside with.

/** `make('td', {className: 'number'}, 'text', child)` is that element; properties, not attributes. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes('-') || name === 'role') element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children);
  return element;
}

/** A table with a caption, from `{caption, head: [text], rows: [[text]]}`; first cells are row headings. */
export function makeTable({ caption, head, rows }) {
  const headings = head.map((text) => make('th', { scope: 'col' }, text));
  const lines = rows.map(([first, ...rest]) => make('tr', {}, make('th', { scope: 'row' }, first), ...rest.map((text) => make('td', {}, text))));
  return make('table', {}, make('caption', {}, caption), make('thead', {}, make('tr', {}, ...headings)), make('tbody', {}, ...lines));
}

/** A row of choices of which one is marked; `onPick(value)`. */
export function makeChoices(legend, options, chosen, onPick) {
  const name = `choice-${(makeChoices.next = (makeChoices.next ?? 0) + 1)}`;
  const labels = options.map(({ value, text }) => {
    const input = make('input', { type: 'radio', name, value, checked: value === chosen });
    input.addEventListener('change', () => onPick(value));
    return make('label', {}, input, text);
  });
  return make('fieldset', {}, make('legend', {}, legend), make('div', { className: 'choices' }, ...labels));
}
