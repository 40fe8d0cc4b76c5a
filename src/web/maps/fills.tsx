/** How a kind of place looks on a map: its own pattern, so that it reads without colour, and a tone. Strongest first. */
const fills = {
  solid: { size: 90, marks: '' },
  diagonal: { size: 90, marks: 'M-22 68L68-22M23 113L113 23' },
  dots: { size: 70, marks: '' },
  lines: { size: 64, marks: 'M0 16H64M0 48H64' },
  cross: { size: 72, marks: 'M0 0L72 72M72 0L0 72' },
  rings: { size: 96, marks: '' },
  upright: { size: 60, marks: 'M15 0V60M45 0V60' },
  bare: { size: 90, marks: '' },
  home: { size: 90, marks: '' },
} as const
export type Fill = keyof typeof fills

const idOf = (fill: Fill) => `fill-${fill}`

/** What an SVG `fill` attribute names; a style sheet could not, for it stands at another address. */
export const fillOf = (fill: Fill) => `url(#${idOf(fill)})`

/** The same for a place that is but a dot: the pattern once, fitted to it, so that all dots of a kind look alike. */
export const dotFillOf = (fill: Fill) => `url(#${idOf(fill)}-dot)`

/** What of a pattern stands in a dot of 100 by 100. */
const inDots: Partial<Record<Fill, string>> = {
  diagonal: 'M0 65L65 0M35 100L100 35',
  lines: 'M0 34H100M0 66H100',
  cross: 'M10 10L90 90M90 10L10 90',
  upright: 'M34 0V100M66 0V100',
}

/** The patterns themselves, once a page, in tenths of a unit of the map. */
export function FillPatterns() {
  return (
    <svg class="fill-patterns" aria-hidden="true" focusable="false" width="0" height="0">
      <defs>
        {(Object.keys(fills) as Fill[]).map((fill) => {
          const { size, marks } = fills[fill]
          return (
            <>
              <pattern
                id={idOf(fill)}
                class={`fill fill-${fill}`}
                width={size}
                height={size}
                patternUnits="userSpaceOnUse"
              >
                <Marks fill={fill} size={size} marks={marks} round={size / 3.5} />
              </pattern>
              <pattern id={`${idOf(fill)}-dot`} class={`fill fill-${fill}`} width="1" height="1" viewBox="0 0 100 100">
                <Marks fill={fill} size={100} marks={inDots[fill] ?? ''} round={28} />
              </pattern>
            </>
          )
        })}
      </defs>
    </svg>
  )
}

function Marks({ fill, size, marks, round }: { fill: Fill; size: number; marks: string; round: number }) {
  return (
    <>
      <rect width={size} height={size} />
      {marks && <path d={marks} />}
      {(fill === 'dots' || fill === 'rings') && <circle cx={size / 2} cy={size / 2} r={round} />}
    </>
  )
}

/** A sample for the legend. */
export function Swatch({ fill }: { fill: Fill }) {
  return (
    <svg class="swatch" viewBox="0 0 360 240" aria-hidden="true" focusable="false">
      <rect x="6" y="6" width="348" height="228" rx="24" fill={fillOf(fill)} />
    </svg>
  )
}
