/** How far what is held reaches, asset by asset and in total: section 3 of the format. */
import { ASSURANCES } from '../reserves/manifest.js';
import { afterHaircut } from './haircut.js';
import { reaching } from './lots.js';
import { ceiling, floor, least, reach, sum } from './measure.js';
import { ratio, valuedLine } from './valued.js';

/**
 * The figures in units need no price; those in value are left out where there is none.
 *
 * @param {import('./sheet.js').Sheet} sheet
 * @param {import('./valued.js').ValuedSheet} [valued] where every asset has a price
 */
export function coverageSection({ lines, unit }, valued) {
  return {
    assets: lines.map((line) => assetOf(line, unit)),
    total: valued && totalOf(valued, unit),
  };
}

function assetOf(line, unit) {
  const { asset, held, owed, price } = line;
  const row = {
    asset: asset.ticker,
    decimals: asset.decimals,
    held,
    owed,
    raw: byLevel(reaching(held).map((units) => reach(units, owed))),
  };
  return price === undefined ? row : { ...row, price, ...valuesOf(valuedLine(line), unit) };
}

function valuesOf(valued, unit) {
  const { owed, raw, cut } = valued;
  return {
    haircut: byLevel(levelsOf(valued).map((level) => reach(level.cut, owed))),
    value: { haircut: floor(cut, unit), held: floor(raw, unit), owed: ceiling(owed, unit) },
  };
}

function totalOf(sheet, unit) {
  const { lines, held, owed, surplus } = sheet;
  const levels = lines.map((line) => ({ levels: levelsOf(line), owed: line.owed }));
  const total = (figure) =>
    byLevel(
      ASSURANCES.map((_, i) => {
        const covered = sum(levels, (line) => least(line.levels[i][figure], line.owed));
        return reach(covered, owed);
      }),
    );
  const cut = sum(lines, (line) => line.cut);
  return {
    haircut: total('cut'),
    ratio: ratio(sheet),
    raw: total('raw'),
    surplus: floor(surplus, unit),
    value: { haircut: floor(cut, unit), held: floor(held, unit), owed: ceiling(owed, unit) },
  };
}

/** The value of what each assurance or a stronger one stands behind, and of that after haircut. */
function levelsOf({ line, price }) {
  return reaching(line.held).map((units) => {
    const raw = units * price;
    return { raw, cut: afterHaircut(line.tiers, raw) };
  });
}

const byLevel = (figures) => Object.fromEntries(ASSURANCES.map((level, i) => [level, figures[i]]));
