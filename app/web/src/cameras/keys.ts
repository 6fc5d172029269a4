/** Whether a key belongs to a field, an open dialog or the browser, and so to no page. */
export function typing(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  return event.defaultPrevented || event.altKey || event.metaKey || event.isComposing || target?.closest("input, textarea, select, dialog") != null;
}
