/** The product's own mark, the same drawing as app/icon.svg. */
export function Mark({ className = 'size-[26px]' }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 26 26" className={`flex-none ${className}`}>
      <rect width="26" height="26" rx="8" className="fill-accent" />
      <path
        d="M8 13.5l3.6 3.6L18.4 9.4"
        fill="none"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-accent-ink"
      />
    </svg>
  )
}
