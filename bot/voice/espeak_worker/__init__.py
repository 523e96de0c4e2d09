# SPDX-License-Identifier: GPL-3.0-or-later
"""A program that links to espeak-ng. It is started as a process and imported by nothing."""
