"""The rows. Times are UTC; what is sealed is bytes that only the configured key opens; nothing is deleted that an audit may ask for."""

from bot.store.models.aftermath import FollowUp, HelpRequest, Plea, ScriptShown, StopPayment
from bot.store.models.alerts import Alert, AlertLog, Card, Clue, Page, Report, Signature, StepTaken, Visitor
from bot.store.models.base import Base, Moment
from bot.store.models.house import Act, Chain, Heartbeat, InboxItem
from bot.store.models.kin import Kin, KinCall
from bot.store.models.places import Area, Deployment, Group, HandoverNote, Invite, Shift, Staff
from bot.store.models.publicity import Broadcast, Bulletin, Delivery, EditionChoice, Heard, Notice
from bot.store.models.questions import Question, Review, Tell
from bot.store.models.residents import Check, Farewell, Person, Persuasion, Volunteer

__all__ = [
    "Act",
    "Alert",
    "AlertLog",
    "Area",
    "Base",
    "Broadcast",
    "Bulletin",
    "Card",
    "Chain",
    "Check",
    "Clue",
    "Delivery",
    "Deployment",
    "EditionChoice",
    "Farewell",
    "FollowUp",
    "Group",
    "HandoverNote",
    "Heard",
    "Heartbeat",
    "HelpRequest",
    "InboxItem",
    "Invite",
    "Kin",
    "KinCall",
    "Moment",
    "Notice",
    "Page",
    "Person",
    "Persuasion",
    "Plea",
    "Question",
    "Report",
    "Review",
    "ScriptShown",
    "Shift",
    "Signature",
    "Staff",
    "StepTaken",
    "StopPayment",
    "Tell",
    "Visitor",
    "Volunteer",
]
