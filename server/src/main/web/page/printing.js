/** What is folded does not print: what belongs into every report is opened for it, and folded again. */
export function unfoldToPrint() {
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details.prints:not([open])')];
    opened.forEach((fold) => (fold.open = true));
  });
  addEventListener('afterprint', () => opened.forEach((fold) => (fold.open = false)));
}
