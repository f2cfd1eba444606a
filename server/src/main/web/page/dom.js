/**
 * Makes elements. Text goes in as text: nothing that is fetched or typed is ever read as markup.
 */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {string} name such as `p` or `p.soft.wide`
 * @param {Record<string, string | boolean | EventListener>} attributes listeners by `onclick` and the
 *     like; false leaves an attribute out
 * @param {...(Node | string | undefined)} children
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  return fill(document.createElement(tag), classes, attributes, children);
}

/** The same for drawings. @returns {SVGElement} */
export function drawing(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  return fill(document.createElementNS(SVG, tag), classes, attributes, children);
}

function fill(node, classes, attributes, children) {
  if (classes.length > 0) {
    node.setAttribute('class', classes.join(' '));
  }
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      node.addEventListener(key.slice(2), value);
    } else if (value !== false) {
      node.setAttribute(key, value === true ? '' : String(value));
    }
  }
  node.append(...children.filter((child) => child !== undefined));
  return node;
}

/** Puts these in the place of all that an element has. */
export function replace(node, ...children) {
  node.replaceChildren(...children.filter((child) => child !== undefined));
}
