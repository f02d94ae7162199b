"""Likely next questions as chips."""

from __future__ import annotations

from api.line.messages.model import QuickReply

COURSES = QuickReply("ฉันต้องอบรมอะไร", "ตำแหน่งของฉันต้องอบรมอะไรบ้าง")
PROJECTS = QuickReply("โครงการอบรม", "หน่วยงานของฉันมีโครงการอบรมอะไรบ้าง")
BUDGET = QuickReply("งบประมาณรวม", "งบประมาณรวมของหน่วยงานฉันเท่าไร")
