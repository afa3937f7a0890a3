// What choosing a suggestion does: the form that the field stands in says it where it can, so that
// the rest of what was chosen there stays; else its own address is opened.

import type { Suggestion } from "./suggest-asking";

/** Takes a suggestion that was chosen under a search field. */
export function choose(field: HTMLInputElement, { name, value, url }: Suggestion): void {
  const form = field.form;
  if (form === null || name === undefined || value === undefined || !say(form, field, name, value)) {
    location.assign(url);
    return;
  }
  form.requestSubmit();
}

/** Lets the form say it, by the field itself or by one of its choices; false where it cannot. */
function say(form: HTMLFormElement, field: HTMLInputElement, name: string, value: string): boolean {
  if (name === field.name) {
    field.value = value;
    return true;
  }
  const other = [...form.elements].find(
    (one): one is HTMLInputElement =>
      one instanceof HTMLInputElement && one.name === name && !one.disabled && (one.type === "text" || one.value === value),
  );
  if (other === undefined) return false;
  if (other.type === "text") other.value = value;
  else other.checked = true;
  field.value = "";
  return true;
}
