/** The numbers of a policy: shares in ten-thousandths, and times in seconds. */

export const LONGEST = 864_000_000;

/** @returns {number} */
export const readShare = (fields, name) => fields.integer(name, 0, 10_000);

/** @returns {number} */
export const readSeconds = (fields) => fields.integer('seconds', 0, LONGEST);
