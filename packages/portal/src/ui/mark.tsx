interface MarkProps {
  size?: number;
}

/** The mark of the product: a key that is an L. Its name stands beside it. */
export const Mark = ({ size = 24 }: MarkProps) => (
  <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="8" fill="var(--mantine-color-latch-9)" />
    <g fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
      <circle cx="13.5" cy="10.5" r="4" />
      <path d="M13.5 14.5V25h7M13.5 19.8h4" />
    </g>
  </svg>
);
