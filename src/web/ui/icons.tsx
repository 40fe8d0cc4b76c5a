/** Signs, 20 by 20, in the colour of the text; each has its own outline, so it reads without colour. */
const shapes = {
  open: (
    <>
      <circle cx="10" cy="10" r="9" fill="currentColor" />
      <path d="M5.8 10.4l2.9 2.9 5.5-6.2" fill="none" stroke="var(--wash, var(--sheet))" stroke-width="2.2" />
    </>
  ),
  approval: (
    <>
      <path
        d="M10 1l7.5 2.7v5.8c0 4.6-3.1 7.9-7.5 9.5-4.4-1.6-7.5-4.9-7.5-9.5V3.7z"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
      />
      <path d="M6.5 9.7l2.5 2.5 4.5-5" fill="none" stroke="currentColor" stroke-width="2" />
    </>
  ),
  conflict: (
    <path
      d="M1 6.5h9M6.5 2.5l4 4-4 4M19 13.5h-9M13.5 9.5l-4 4 4 4"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
    />
  ),
  unknown: (
    <>
      <circle cx="10" cy="10" r="8.5" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3.5 2.5" />
      <path
        d="M7.6 7.8a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.2.9-1.2 1.7M10 14.2v.9"
        fill="none"
        stroke="currentColor"
        stroke-width="1.9"
      />
    </>
  ),
  closed: (
    <>
      <rect x="1.5" y="1.5" width="17" height="17" rx="2" fill="none" stroke="currentColor" stroke-width="2" />
      <path d="M6 6l8 8M14 6l-8 8" stroke="currentColor" stroke-width="2.2" />
    </>
  ),
  clock: (
    <>
      <circle cx="10" cy="10" r="8.5" fill="none" stroke="currentColor" stroke-width="2" />
      <path d="M10 5v5l3.5 2" fill="none" stroke="currentColor" stroke-width="2" />
    </>
  ),
  note: (
    <>
      <circle cx="10" cy="10" r="8.5" fill="none" stroke="currentColor" stroke-width="2" />
      <path d="M10 9v5.5M10 5.5v1.6" stroke="currentColor" stroke-width="2.2" />
    </>
  ),
} as const

export type Sign = keyof typeof shapes

/** Decorative: the word stands beside it. */
export function Icon({ sign }: { sign: Sign }) {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      {shapes[sign]}
    </svg>
  )
}

/** Two halves that keep their own ground and share a centre. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="34" height="34" aria-hidden="true" focusable="false">
      <path class="mark-a" d="M14.5 3a13 13 0 1 0 0 26v-8.5a4.5 4.5 0 1 1 0-9z" />
      <path class="mark-b" d="M17.5 3a13 13 0 1 1 0 26v-8.5a4.5 4.5 0 1 0 0-9z" />
    </svg>
  )
}
