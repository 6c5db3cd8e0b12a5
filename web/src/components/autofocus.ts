/**
 * As a `ref`: where the browser puts the focus when the dialog opens. React's own `autoFocus` acts before the dialog is
 * shown and is lost; the attribute is what the dialog looks for.
 */
export function autofocus(element: HTMLElement | null): void {
  element?.setAttribute('autofocus', '')
}
