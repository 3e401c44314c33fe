// What the text in the response pane is. Pure: tested without a browser.

/** True: the response holds errors and nothing else. */
export function isOnlyErrors(response: string): boolean {
  try {
    const value: unknown = JSON.parse(response);
    if (typeof value !== 'object' || value === null || !('errors' in value)) return false;
    return !('data' in value) || value.data === null;
  } catch {
    return false;
  }
}
