// Words with their figures filled in.

/** Returns a number as `language` writes it, in the digits 0-9 that doors, telephones and maps have. */
export function figure(value: number, language: string): string {
  return value.toLocaleString(language, { numberingSystem: "latn" });
}

/** Returns `template` with each {name} replaced by its value, figures as `language` writes them. */
export function fill(
  template: string,
  values: Readonly<Record<string, string | number>>,
  language: string,
): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name] ?? whole;
    return typeof value === "number" ? figure(value, language) : value;
  });
}
