import Link from 'next/link'

/** The way from one public page to the other. */
export function OtherDoor({ question, href, label }: { question?: string; href: string; label: string }) {
  return (
    <p className="border-t border-line pt-4 text-md text-ink-2">
      <span>{question && `${question} `}</span>
      <Link
        href={href}
        prefetch={false}
        className="inline-block min-h-6 font-semibold text-accent underline underline-offset-2 hover:no-underline"
      >
        {label}
      </Link>
    </p>
  )
}
