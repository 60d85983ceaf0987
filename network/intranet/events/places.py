"""The places of an event: who has one, who waits, and who is next."""

from network.intranet.events.models import Event, SignUp


def locked(event: Event) -> Event:
    """The event as it is now, nobody else's to change until the transaction ends."""
    return Event.objects.select_for_update().get(pk=event.pk)


def free_places(event: Event) -> int | None:
    """How many are free; None where all are welcome."""
    if event.cap is None:
        return None
    return max(event.cap - event.sign_ups.coming().count(), 0)


def fill(event: Event) -> list[SignUp]:
    """Give the free places of a locked event to those who wait, the first first: who gets one."""
    free = free_places(event)
    waiting = event.sign_ups.waiting()
    next_ones = list(waiting if free is None else waiting[:free])
    for sign_up in next_ones:
        sign_up.answer = SignUp.Answer.COMES
        sign_up.save(update_fields=["answer"])
    return next_ones
