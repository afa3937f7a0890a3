// Words with their figures filled in.

/** Returns `template` with each {name} replaced by its value, figures as `language` writes them. */
export function fill(
  template: string,
  values: Readonly<Record<string, string | number>>,
  language: string,
): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    (values[name] ?? whole).toLocaleString(language),
  );
}
