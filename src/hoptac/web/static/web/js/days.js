// Days as people here write them: dd/mm/yyyy on the screen, yyyy-mm-dd in addresses. No time zones: a day is three numbers.

export function parse(text) {
  const local = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(text);
  const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text);
  if (!local && !iso) return null;
  const [year, month, day] = local ? [+local[3], +local[2], +local[1]] : [+iso[1], +iso[2], +iso[3]];
  const found = new Date(year, month - 1, day);
  return found.getMonth() === month - 1 && found.getDate() === day ? found : null;
}

export function show(day) {
  return [two(day.getDate()), two(day.getMonth() + 1), day.getFullYear()].join("/");
}

export function iso(day) {
  return [day.getFullYear(), two(day.getMonth() + 1), two(day.getDate())].join("-");
}

export function same(a, b) {
  return Boolean(a && b) && show(a) === show(b);
}

export function addMonths(day, months) {
  const first = new Date(day.getFullYear(), day.getMonth() + months, 1);
  const last = new Date(first.getFullYear(), first.getMonth() + 1, 0).getDate();
  return new Date(first.getFullYear(), first.getMonth(), Math.min(day.getDate(), last));
}

export function addDays(day, days) {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);
}

function two(number) {
  return String(number).padStart(2, "0");
}
